"""Filters and orders of entries, as they stand in an address: `City==Paris`, `Age>=30`, `Note*=late`, `-Age`."""

import re

from editor.api.errors import Malformed
from storage.component import Component
from storage.entries import EntryCondition

SIGNS = {
    "==": "equal", "!=": "not_equal", ">=": "greater_or_equal", "<=": "less_or_equal", ">": "greater", "<": "less",
    "*=": "contains", "^=": "starts_with", "$=": "ends_with",
}  # fmt: skip
_FILTER = re.compile(r"(.+?)(==|!=|>=|<=|\*=|\^=|\$=|=in=|>|<)(.*)", re.DOTALL)


def conditions(asked: list[str]) -> list[EntryCondition]:
    """`name`, `!name` ask whether there is a value; `name=in=a,b` for one of several; values are read by the field's
    type."""
    return [_condition(one) for one in asked]


def orders(asked: list[str], component: Component) -> list[tuple[str, str]]:
    """`-name` for the other direction; a field may itself begin with that sign."""
    return [_order(one, component) for one in asked]


def _condition(text: str) -> EntryCondition:
    match = _FILTER.fullmatch(text)
    if match:
        name, sign, value = match.groups()
        if sign == "=in=":
            return EntryCondition(name, "in", value.split(","))
        return EntryCondition(name, SIGNS[sign], value)
    if not text or "=" in text:
        raise Malformed("entry_filter_malformed", filter=text[:200])
    return EntryCondition(text[1:], "is_null") if text.startswith("!") else EntryCondition(text, "is_not_null")


def _order(text: str, component: Component) -> tuple[str, str]:
    name = text.strip()
    if name.startswith("-") and component.field(name) is None:
        return name[1:], "desc"
    return name, "asc"
