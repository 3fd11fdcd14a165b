"""An operation made ready: its values fitted to the columns, what is wrong with it found."""

from dataclasses import dataclass, field
from typing import Any

from storage.entries.entry import Fault
from storage.entries.finding import Key
from storage.entries.sheet import Sheet


@dataclass(slots=True)
class Prepared:
    """An operation with its place in the list; `row` holds what it gives, by column.

    `keyed`: it gives some of the primary key; `key` is that key, where it gives all of it.
    """

    index: int
    kind: str
    sheet: Sheet
    id: int | None
    row: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: str | None = None
    keyed: bool = False
    key: Key | None = None

    def wrong(self, code: str, name: str | None = None, **parameters: Any) -> None:
        self.faults.append(Fault(code, self.index, name, {"field": name, **parameters} if name else parameters))
