"""What of the entries is looked at: a page of them, filtered and in an order. No page of the browser in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from editor.data.entries.filters import Filters
from editor.data.entries.references import labels
from runtime.installation import Installation
from storage.component import AUTOMATIC, Component
from storage.entries import Entry, EntryCondition, Fault, Unfit
from storage.errors import StorageError
from storage.files import FileInfo

SIZE = 100
"""Entries of one page."""
Order = Sequence[tuple[str, Literal["asc", "desc"]]]


class Source(Protocol):
    """Who answers: the store, or the flows of a proxy."""

    def page(self, conditions: Sequence[EntryCondition], order: Order, offset: int) -> tuple[int | None, list[Entry]]:
        """How many there are (None where nobody can tell), and `SIZE` of them."""
        ...

    def get(self, id: int | str) -> Entry | None: ...


@dataclass
class Window:
    """`look` reads what stands there now; it may be called in a thread."""

    installation: Installation
    component: Component
    source: Source
    language: str = "en"
    filters: Filters = field(default_factory=Filters)
    order: tuple[str, Literal["asc", "desc"]] | None = None
    start: int = 0
    count: int | None = 0
    rows: Sequence[Entry] = ()
    faults: list[Fault] = field(default_factory=list)
    names: dict[str, Mapping[int, str]] = field(default_factory=dict)
    """By field: the names of the entries that it refers to."""
    files: dict[str, FileInfo] = field(default_factory=dict)

    def look(self) -> None:
        """Read the page again; what is wrong with the filters stands in `faults`, and the page stays as it was."""
        conditions, self.faults = self.filters.conditions(self.language)
        if self.faults:
            return
        order = [self.order] if self.order else []
        try:
            self.count, self.rows = self.source.page(conditions, order, self.start)
            if self.start and self.count is not None and self.start >= self.count:
                self.start = max(0, (self.count - 1) // SIZE * SIZE)
                self.count, self.rows = self.source.page(conditions, order, self.start)
        except Unfit as wrong:
            self.faults = wrong.faults
            return
        self._name()

    def sort(self, name: str) -> None:
        """Rising, falling, as they came."""
        after: dict[str | None, Literal["asc", "desc"] | None] = {None: "asc", "asc": "desc", "desc": None}
        now = self.order[1] if self.order and self.order[0] == name else None
        wanted = after[now]
        self.order = (name, wanted) if wanted else None
        self.start = 0

    def turn(self, by: int) -> None:
        """So many pages on, or back."""
        self.start = max(0, self.start + by * SIZE)

    def narrow(self) -> None:
        """The filters are others now: from the first page."""
        self.start = 0

    @property
    def more(self) -> bool:
        """Whether there is a page after this one."""
        full = len(self.rows) == SIZE
        return full if self.count is None else self.start + SIZE < self.count

    def sortable(self, name: str) -> bool:
        known = self.component.field(name) or AUTOMATIC.get(name)
        return bool(known and not known.virtual and known.type != "array")

    def _name(self) -> None:
        """The names of what the page refers to: each component is asked once."""
        entries = self.installation.entries()
        for one in self.component.fields:
            found = [row[one.name] for row in self.rows if row.get(one.name) is not None]
            if one.type == "catalog" and one.catalog:
                self.names[one.name] = labels(entries, one.catalog, [n for n in found if isinstance(n, int)])
            elif one.type == "file":
                self.files |= {file: info for file in set(map(str, found)) if (info := self._file(file))}

    def _file(self, id: str) -> FileInfo | None:
        if id in self.files:
            return self.files[id]
        try:
            return self.installation.files.info(id)
        except StorageError:
            return None
