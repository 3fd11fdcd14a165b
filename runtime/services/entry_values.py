"""What stands in a file, as the values of a component's fields."""

from collections.abc import Sequence
from typing import Any

from storage.component import Component
from storage.entries import Entries

_YES, _NO = frozenset({"true", "1", "yes", "oui", "vrai", "x"}), frozenset({"false", "0", "no", "non", "faux"})


class Values:
    """Texts of a file into values; what cannot be one stays as it is, and the store says so.

    References in `by_key` are looked up by primary key, a piece at a time.
    """

    def __init__(self, entries: Entries, component: Component, decimal: str, by_key: frozenset[str]) -> None:
        self._entries, self._decimal = entries, decimal
        self._kinds = {field.name: field.type for field in component.stored}
        self._catalogs = {field.name: field.catalog or "" for field in component.stored if field.name in by_key}

    def of(self, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str):
                    row[name] = self._read(name, value)
        for name, catalog in self._catalogs.items():
            self._look_up(rows, name, catalog)
        return rows

    def _read(self, name: str, text: str) -> Any:
        kind = self._kinds.get(name, "string")
        if kind == "string":
            return text
        bare = text.strip()
        if not bare:
            return None
        if kind in ("integer", "number") and self._decimal == ",":
            return bare.replace(",", ".")
        if kind == "boolean":
            word = bare.casefold()
            return True if word in _YES else False if word in _NO else bare
        return [part.strip() for part in bare.split(",")] if kind == "array" and bare[:1] != "[" else bare

    def _look_up(self, rows: Sequence[dict[str, Any]], name: str, catalog: str) -> None:
        """A key that nobody has stays as it stands: the store refuses it, and names it."""
        wanted = list(dict.fromkeys(row[name] for row in rows if row.get(name) is not None))
        found = dict(zip(wanted, self._entries.find(catalog, [(one,) for one in wanted]), strict=True))
        for row in rows:
            if row.get(name) is not None:
                entry = found[row[name]]
                row[name] = entry if entry is not None else f"“{row[name]}”"
