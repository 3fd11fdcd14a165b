"""An entry while a person fills it in. No page in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from editor.data.entries.references import as_typed, meant
from editor.data.entries.typed import Misread, read, write
from storage.component import Component, ComponentField
from storage.entries import Entries, Entry, Fault, Operation, Unfit

_TAKEN = "entry_key_taken"


@dataclass
class EntrySheet:
    """`entry` is what stood there when it was opened, None for a new one; `texts` is what was typed, by field."""

    component: Component
    language: str
    entry: Entry | None = None
    texts: dict[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """References as they are shown, by field."""
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, entries: Entries, component: Component, entry: Entry | None, language: str) -> "EntrySheet":
        return cls(component, language, entry, names=_names(entries, component, entry))

    @property
    def fields(self) -> Sequence[ComponentField]:
        return self.component.stored

    @property
    def changed(self) -> bool:
        return bool(self._touched())

    @property
    def stale(self) -> Fault | None:
        return next((one for one in self.faults if one.code == "entry_stale"), None)

    def text(self, asked: ComponentField) -> str:
        """What the input shows."""
        return self.texts.get(asked.name, self._before(asked))

    def faults_at(self, asked: ComponentField) -> list[Fault]:
        """A key that is taken stands at its first field."""
        key = asked in self.component.key[:1]
        return [one for one in self.faults if one.field == asked.name or (key and one.code == _TAKEN)]

    def faults_elsewhere(self) -> list[Fault]:
        names = {one.name for one in self.fields}
        return [one for one in self.faults if one.field not in names and one.code not in (_TAKEN, "entry_stale")]

    def save(self, entries: Entries, user: str) -> int | None:
        """Write what was changed; the entry's id, or None with everything that is wrong in `faults`."""
        values, self.faults = self._values()
        if self.faults:
            return None
        mine = self.entry["id"] if self.entry else None
        seen = self.entry["updateDate"] if self.entry else None
        kind = "update" if self.entry else "create"
        try:
            [outcome] = entries.write([Operation(self.component.id, kind, mine, values, seen)], user)  # type: ignore[arg-type]
        except Unfit as wrong:
            self.faults = wrong.faults
            return None
        return outcome.id

    def rebase(self, entries: Entries) -> None:
        """Somebody changed it in between: what was typed stays, on what stands there now."""
        [self.entry] = entries.get(self.component.id, [self.entry["id"]]) if self.entry else [None]
        self.faults = []

    def _values(self) -> tuple[dict[str, Any], list[Fault]]:
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for one in self._touched() if self.entry else self.fields:
            try:
                values[one.name] = self._value(one)
            except Misread as wrong:
                faults.append(wrong.fault)
        return values, faults

    def _value(self, asked: ComponentField) -> Any:
        text = self.text(asked)
        if asked.type != "catalog" or not text.strip():
            return read(asked, text, self.language)
        other = meant(text)
        if other is None:
            raise Misread(asked, "entry_no_catalog", text)
        return other

    def _touched(self) -> list[ComponentField]:
        return [one for one in self.fields if one.name in self.texts and self.texts[one.name] != self._before(one)]

    def _before(self, asked: ComponentField) -> str:
        if self.entry is None:
            return ""
        return self.names.get(asked.name) or write(asked, self.entry.get(asked.name), self.language)


def _names(entries: Entries, component: Component, entry: Entry | None) -> dict[str, str]:
    """What the entry refers to, as it would be typed."""
    found: dict[str, str] = {}
    for one in component.fields if entry else ():
        other = entry.get(one.name) if entry else None
        if one.type == "catalog" and one.catalog and other is not None:
            owner = entries.component(one.catalog)
            [meets] = entries.get(one.catalog, [other])
            found[one.name] = as_typed(owner, meets) if meets else str(other)
    return found
