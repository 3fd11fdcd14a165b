"""The verbs over Polars: each extends a lazy plan and works out the schema of what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import polars as pl

from runtime.engines.arithmetic import computed
from runtime.engines.arrays import over_array
from runtime.engines.attach import Declared, Fetch, attached, beside
from runtime.engines.columns import Fields, Rows
from runtime.engines.explode import exploded
from runtime.engines.findings import Findings
from runtime.engines.group import Grouped, grouped
from runtime.engines.join import JoinKind, joined
from runtime.engines.json_text import plain_items
from runtime.engines.keep import passing
from runtime.engines.select import selected, shaped
from runtime.engines.taps import tapped
from runtime.faults import Faults
from runtime.fields import ArrayOperation, Condition, JoinEntry, MapEntry, MathOperation
from runtime.model import Item, Model
from runtime.schema import FieldType, Schema

_BATCH = 1000


class PolarsModel(Model):
    """A lazy frame whose columns are the schema's fields (and maybe hidden ones, which `table` leaves out).

    `any` is held as JSON text, integers as Int64, numbers as Float64, datetimes in microseconds.
    """

    def __init__(self, frame: pl.LazyFrame, schema: Schema, open: bool = False, *,
                 group: Grouped | None = None) -> None:  # fmt: skip
        self.frame, self.schema, self.open, self._group = frame, schema, open, group

    def select(self, mapping: Sequence[MapEntry], keep_others: bool, faults: Faults) -> "PolarsModel":
        frame, schema = selected(self._rows, mapping, keep_others, faults)
        return PolarsModel(frame, schema, self.open and keep_others)

    def keep(
        self, conditions: Sequence[Condition], match: Literal["all", "any"], compare_with_null: bool
    ) -> "PolarsModel":
        passes = passing(self.schema, self.open, conditions, match, compare_with_null)
        return self if passes is None else self._same(self.frame.filter(passes))

    def join(
        self,
        right: Model,
        left_keys: Sequence[str],
        right_keys: Sequence[str],
        kind: JoinKind,
        mapping: Sequence[JoinEntry],
    ) -> "PolarsModel":
        other = right if isinstance(right, PolarsModel) else self._adopted(right)
        frame, schema = joined(self._rows, other._rows, (left_keys, right_keys), kind, mapping)
        return PolarsModel(frame, schema, self.open)

    def explode(self, path: str, keep_parent: bool) -> "PolarsModel":
        frame, schema = exploded(self.frame, self.schema, self.open, path, keep_parent)
        return PolarsModel(frame, schema, self.open)

    def distinct(self, keys: Sequence[str]) -> "PolarsModel":
        found = Findings()
        looked = [found.column(self.schema, self.open, path, f"keys[{at}]") for at, path in enumerate(keys)]
        found.settle()
        chosen = looked or list(Fields(self.schema).values())
        names = [f"\0d{at}" for at in range(len(chosen))]
        frame = self.frame.with_columns(column.expr.alias(name) for name, column in zip(names, chosen, strict=True))
        if not names:
            return self._same(frame.head(1))
        return self._same(frame.unique(names, keep="first", maintain_order=True).drop(names))

    def group(self, keys: Sequence[str], into: str) -> "PolarsModel":
        group, schema = grouped(self.frame, self.schema, self.open, keys, into)
        # What is open stays so: the fields of the items inside the array are not all known.
        return PolarsModel(group.plan(), schema, self.open, group=group)

    def over_array(self, path: str, operations: Sequence[ArrayOperation], faults: Faults) -> "PolarsModel":
        frame, schema, group = over_array(self._rows, self._group, path, operations, faults)
        return PolarsModel(frame, schema, self.open, group=group)

    def compute(self, operations: Sequence[MathOperation], faults: Faults) -> "PolarsModel":
        frame, schema = computed(self.frame, self.schema, self.open, operations, faults)
        return PolarsModel(frame, schema, self.open)

    def map_items(self, function: Callable[[list[Item], int], list[Item]], whole: bool = False) -> "PolarsModel":
        from runtime.engines.values import model_of

        items = self.items()
        step = max(len(items), 1) if whole else _BATCH
        starts = range(0, max(len(items), 1), step) if whole else range(0, len(items), step)
        return model_of([item for at in starts for item in function(items[at : at + step], at)])

    def attach(self, keys: Mapping[str, str], fetch: Fetch, into: str, kind: Declared = None) -> "PolarsModel":
        frame, schema = attached(self._rows, keys, fetch, into, kind)
        return PolarsModel(frame, schema, self.open)

    def beside(self, values: Sequence[Any], into: str, kind: FieldType | None = None,
               kept: Sequence[bool] | None = None) -> "PolarsModel":  # fmt: skip
        frame, schema = beside(self._rows, values, into, kind, kept)
        return PolarsModel(frame, schema, self.open)

    def tap(self, note: Callable[[int], None]) -> "PolarsModel":
        def watched(frame: pl.LazyFrame) -> pl.LazyFrame:
            return tapped(frame, lambda batch: note(batch.height))

        group = self._group and self._group.then(watched)
        return PolarsModel(watched(self.frame), self.schema, self.open, group=group)

    def head(self, count: int) -> "PolarsModel":
        return self._same(self.frame.head(count))

    def settle(self) -> "PolarsModel":
        return self._same(self.collect().lazy())

    def items(self) -> list[Item]:
        return plain_items(self.collect(), self.schema)

    def count(self) -> int:
        return int(self.frame.select(pl.len()).collect().item())

    def table(self) -> pl.LazyFrame:
        """Exactly the schema's columns, in order (one mark column where there are none)."""
        return shaped(self.frame, Fields(self.schema))[0]

    def collect(self) -> pl.DataFrame:
        """The table, computed now."""
        return self.table().collect()

    @property
    def _rows(self) -> Rows:
        return Rows(self.frame, self.schema, self.open)

    def _adopted(self, other: Model) -> "PolarsModel":
        """A model of another engine, brought here by its items."""
        from runtime.engines.values import model_of

        return model_of(other.items())

    def _same(self, frame: pl.LazyFrame) -> "PolarsModel":
        return PolarsModel(frame, self.schema, self.open)
