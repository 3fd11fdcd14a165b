"""Conditions and orders over the fields of a component, as SQL that means the same on every database."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Select, and_, false, func, or_, true

from storage.component import TEXTS
from storage.entries.entry import OPERATORS, EntryCondition, Fault, Unfit
from storage.entries.sheet import Sheet
from storage.entries.values import Misfit, fit

Match = Literal["all", "any"]
Order = Sequence[tuple[str, Literal["asc", "desc"]]]


def narrowed(asked: Select[Any], sheet: Sheet, conditions: Sequence[EntryCondition], match: Match) -> Select[Any]:
    """The question, of the entries that pass the conditions; `Unfit` names every condition that makes no sense."""
    faults: list[Fault] = []
    tests = [_Test(sheet, condition, index, faults).test() for index, condition in enumerate(conditions)]
    if faults:
        raise Unfit(faults)
    if not tests:
        return asked
    return asked.where(and_(*tests) if match == "all" else or_(*tests))


def ordered(asked: Select[Any], sheet: Sheet, order: Order, *, backwards: bool = False) -> Select[Any]:
    """Nulls first when rising, last when falling; equals by id. `backwards`: the last comes first."""
    faults: list[Fault] = []
    terms = []
    for index, (name, direction) in enumerate(order):
        field = sheet.field(name)
        if field is None or field.name not in sheet.columns or field.type == "array":
            faults.append(Fault("entry_order_unusable", index, name, {"field": name}))
            continue
        terms.append(_sorted(sheet.columns[field.name], falling=(direction == "desc") != backwards))
    if faults:
        raise Unfit(faults)
    return asked.order_by(*terms, _sorted(sheet.table.c.id, falling=backwards))


def _sorted(column: Column[Any], *, falling: bool) -> ColumnElement[Any]:
    """No word of nulls where there are none: PostgreSQL takes an index only for the very words it was made by."""
    rightly = column.desc() if falling else column.asc()
    if not column.nullable:
        return rightly
    return rightly.nulls_last() if falling else rightly.nulls_first()


class _Test:
    """One condition as an expression; where it is null it is as good as false."""

    def __init__(self, sheet: Sheet, condition: EntryCondition, index: int, faults: list[Fault]) -> None:
        self._sheet, self._asked, self._index, self._faults = sheet, condition, index, faults
        self._field = sheet.field(condition.field)

    def test(self) -> ColumnElement[bool]:
        if self._field is None:
            return self._wrong("entry_field_unknown")
        if self._field.name not in self._sheet.columns:
            return self._wrong("entry_field_virtual")
        column, operator, value = self._sheet.columns[self._field.name], self._asked.operator, self._asked.value
        if operator in ("is_null", "is_not_null"):
            return column.is_(None) if operator == "is_null" else column.is_not(None)
        if operator not in OPERATORS:
            return self._wrong("entry_operator_unknown", operator=operator)
        return self._against(column, operator, value)

    def _against(self, column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
        if operator == "in":
            return self._among(column, value)
        if operator in ("contains", "starts_with", "ends_with"):
            return self._part(column, operator, value)
        return self._compared(column, operator, value)

    def _compared(self, column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
        """Null is unequal to every value, and in no order with any."""
        if value is None:
            return true() if operator == "not_equal" else false()
        if operator not in ("equal", "not_equal") and self._kind in ("boolean", "array"):
            return self._wrong("entry_field_without_order")
        known = self._fitted(value)
        if known is None:
            return false()
        if operator == "equal":
            return and_(column == known)
        if operator == "not_equal":
            return column.is_distinct_from(known)
        sides: dict[str, Callable[[Any], ColumnElement[bool]]] = {
            "greater": column.__gt__, "less": column.__lt__,
            "greater_or_equal": column.__ge__, "less_or_equal": column.__le__,
        }  # fmt: skip
        return sides[operator](known)

    def _among(self, column: ColumnElement[Any], value: Any) -> ColumnElement[bool]:
        if not isinstance(value, list | tuple):
            return self._wrong("entry_value_no_list")
        known = [self._fitted(one) for one in value if one is not None]
        return and_(column.is_not(None), column.in_(known))

    def _part(self, column: ColumnElement[Any], operator: str, value: Any) -> ColumnElement[bool]:
        """Letter by letter, as the filter of a flow does; LIKE would ignore case on one database only."""
        if self._kind not in TEXTS:
            return self._wrong("entry_field_no_text")
        text = self._fitted(value)
        if not text:
            return false() if text is None else column.is_not(None)
        count = len(text)
        sides: dict[str, ColumnElement[bool]] = {
            "contains": func.replace(column, text, "") != column,
            "starts_with": func.substr(column, 1, count) == text,
            "ends_with": and_(
                func.length(column) >= count, func.substr(column, func.length(column) - count + 1) == text
            ),
        }
        return sides[operator]

    @property
    def _kind(self) -> str:
        return self._field.type if self._field else "string"

    def _fitted(self, value: Any) -> Any:
        try:
            return fit(self._kind, value)
        except Misfit as wrong:
            self._wrong(wrong.of(self._kind), value=str(value))
            return None

    def _wrong(self, code: str, **parameters: Any) -> ColumnElement[bool]:
        name = self._field.name if self._field else self._asked.field
        self._faults.append(Fault(code, self._index, name, {"field": name, **parameters}))
        return false()
