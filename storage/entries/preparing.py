"""Operations are made ready: their values fitted to the columns, everything that is wrong with them found."""

from collections.abc import Callable, Mapping
from typing import Any

from storage.component import AUTOMATIC, TEXTS, ComponentField, first
from storage.entries.columns import column_of
from storage.entries.entry import Operation
from storage.entries.finding import is_id
from storage.entries.prepared import Prepared
from storage.entries.sheet import Sheet
from storage.entries.values import FITTING, Misfit
from storage.errors import StorageError

LONGEST_INDEXED = 500
"""Characters of a text in a primary key or a query field: longer ones do not fit an index."""
Slot = tuple[str, Callable[[Any], Any], ComponentField]


class Preparing:
    """Makes ready the operations on one component."""

    def __init__(self, sheet: Sheet, *, by_id: bool = False) -> None:
        self._sheet, self._by_id = sheet, by_id
        self._slots: dict[str, Slot | str] = {}

    def __call__(self, index: int, operation: Operation) -> Prepared:
        by_id = operation.kind in ("update", "delete")
        made = Prepared(index, operation.kind, self._sheet, operation.id if by_id else None, seen=operation.seen)
        if by_id and made.id is None:
            made.wrong("entry_id_missing")
        elif by_id and not is_id(made.id):
            made.wrong("entry_missing", id=_quoted(made.id))
        if made.kind == "save" and not self._sheet.key_columns:
            raise StorageError("component_without_key", name=self._sheet.component.name)
        if made.kind != "delete":
            self._fill(made, operation.values)
        return made

    def _fill(self, made: Prepared, values: Mapping[str, Any]) -> None:
        row, slots = made.row, self._slots
        for name, value in values.items():
            slot = slots.get(name) or self._slot(name)
            if isinstance(slot, str):
                made.wrong(slot, name)
                continue
            column, fitting, kind = slot
            try:
                row[column] = None if value is None else fitting(value)
            except Misfit as wrong:
                made.wrong(wrong.of(kind.type), kind.name, value=_quoted(value))
            if value is None and kind.required:
                made.wrong("entry_value_missing", kind.name)
        made.keyed = not row.keys().isdisjoint(self._sheet.key_columns)
        key = tuple(map(row.get, self._sheet.key_columns)) if made.keyed else (None,)
        made.key = None if None in key else key

    def _slot(self, name: str) -> Slot | str:
        """Where a value goes, or the code of what is wrong with its name."""
        fields = self._sheet.component
        field = first(fields.fields, id=name) if self._by_id else fields.field(name)
        if field is None:
            found: Slot | str = "entry_field_automatic" if name in AUTOMATIC else "entry_field_unknown"
        elif field.virtual:
            found = "entry_field_virtual"
        else:
            fitting = FITTING[field.type]  # type: ignore[index]
            short = (field.primary_key or field.query) and field.type in TEXTS
            found = (column_of(field), _short(fitting) if short else fitting, field)
        return self._slots.setdefault(name, found)


def _short(fitting: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def fits(value: Any) -> Any:
        fitted = fitting(value)
        if isinstance(fitted, str) and len(fitted) > LONGEST_INDEXED:
            raise Misfit("entry_text_too_long")
        return fitted

    return fits


def _quoted(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 100 else f"{text[:99]}…"
