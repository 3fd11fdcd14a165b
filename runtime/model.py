"""A model: ordered items behind a schema, and the verbs that steps are made of.

Verbs only extend a lazy plan; nothing is read until an edge (`items`, `count`, `settle`, a writer) asks for it.
They check their arguments against the schema at once and raise `Problems` naming every wrong setting; what is wrong
with single items is noted in `Faults` while the data flows. Order is kept everywhere. Engines: `runtime/engines`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from runtime.faults import Faults
from runtime.fields import ArrayOperation, Condition, JoinEntry, MapEntry, MathOperation
from runtime.schema import FieldType, Schema

Item = dict[str, Any]


class Model(ABC):
    """The ordered collection of items that a step hands on.

    `schema` gives each field's type. `open` says that fields are not all known yet (a file that comes only at run
    time, a model without items): then every path passes and unknown ones are null.
    """

    schema: Schema
    open: bool

    @abstractmethod
    def select(self, mapping: Sequence[MapEntry], keep_others: bool, faults: Faults) -> "Model":
        """New items made of `mapping`'s targets, after the other fields when those are kept."""

    @abstractmethod
    def keep(self, conditions: Sequence[Condition], match: Literal["all", "any"], compare_with_null: bool) -> "Model":
        """The items that pass. Null is unequal to every value unless `compare_with_null`."""

    @abstractmethod
    def join(self, right: "Model", left_keys: Sequence[str], right_keys: Sequence[str],
             kind: Literal["left", "inner", "full", "anti"], mapping: Sequence[JoinEntry]) -> "Model":  # fmt: skip
        """Left items with the mapped fields of the matching right items. Null keys never match."""

    @abstractmethod
    def explode(self, path: str, keep_parent: bool) -> "Model":
        """One item per element of the array; with `keep_parent` the rest of the parent stands under `$parent`."""

    @abstractmethod
    def distinct(self, keys: Sequence[str]) -> "Model":
        """The first item of each key (of each whole item without keys)."""

    @abstractmethod
    def group(self, keys: Sequence[str], into: str) -> "Model":
        """One item per key with the array of its items in `into`, by first appearance."""

    @abstractmethod
    def over_array(self, path: str, operations: Sequence[ArrayOperation], faults: Faults) -> "Model":
        """Figures over the array of each item; sums never wrap."""

    @abstractmethod
    def compute(self, operations: Sequence[MathOperation], faults: Faults) -> "Model":
        """Arithmetic and logic on fields; integers never wrap, division by zero is null and a warning."""

    @abstractmethod
    def map_items(self, function: Callable[[list[Item], int], list[Item]], whole: bool = False) -> "Model":
        """Items through `function(batch, index of its first item)`, in order, in batches or as one whole.

        The result's types are decided over everything that came back, as for any JSON. Materialises.
        """

    @abstractmethod
    def attach(self, keys: Mapping[str, str], fetch: Callable[[Sequence[tuple[Any, ...]]], Sequence[Any]], into: str,
               kind: FieldType | Callable[[Sequence[Any]], FieldType] | None = None) -> "Model":  # fmt: skip
        """Each item with a value from elsewhere at `into`; null where `fetch` answers None. Materialises.

        `keys` are the settings that name the paths of the key, with those paths. `fetch` gets every distinct key once,
        all at once, as tuples of plain JSON values, and answers in that order; without items it is not asked, without
        `keys` once with an empty key. The values' type is `kind`, or what `kind` makes of the answers, else decided
        over these.
        """

    @abstractmethod
    def beside(self, values: Sequence[Any], into: str, kind: FieldType | None = None,
               kept: Sequence[bool] | None = None) -> "Model":  # fmt: skip
        """Each item with its own value at `into`, in order; items whose `kept` is false are left out. Materialises.

        The values' type is `kind`, else decided over them.
        """

    @abstractmethod
    def tap(self, note: Callable[[int], None]) -> "Model":
        """The same items; `note` is told the size of every batch that passes, once per item."""

    @abstractmethod
    def head(self, count: int) -> "Model":
        """The first `count` items."""

    @abstractmethod
    def settle(self) -> "Model":
        """The same items, computed now and held, so that several readers cost one computation."""

    @abstractmethod
    def items(self) -> list[Item]:
        """Every item as plain JSON values, in order; executes the plan."""

    @abstractmethod
    def count(self) -> int:
        """How many items; executes the plan."""
