"""What a caller sent, as items, and whether it is what was expected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any

from runtime.faults import Faults
from runtime.fields import ExpectedField
from runtime.model import Item
from runtime.problems import Problem, Problems
from runtime.schema import Kind

_LOOKED_AT, _NAMED = 100, 10
"""Items that are asked which keys they lack, and keys that a sentence can name."""


def items_of(sent: Any) -> list[Item]:
    """An array is that many items, an object is one; anything else is no model."""
    items = sent if isinstance(sent, list) else [sent]
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            blame = {"index": index, "data": item}
            raise Problems(Problem(code="sent_not_an_object", parameters={"value": item}, item=blame))
    return items


def unexpected(items: Sequence[Item], fields: Sequence[ExpectedField]) -> Iterator[Problem]:
    """One problem per field that is missing where it is required, or has a value of another type: its first item."""
    for at, field in enumerate(fields):
        for index, item in enumerate(items):
            value = item.get(field.name)
            missing = value is None and field.required
            if missing or (value is not None and not fits(value, field.kind)):
                code = "sent_field_missing" if missing else "sent_field_type"
                shown = {"field": field.name, "type": str(field.type), "value": value, "number": index + 1}
                yield Problem(code=code, setting=f"fields[{at}]", parameters=shown, item={"index": index, "data": item})
                break


def note_absent(items: Sequence[Item], faults: Faults) -> None:
    """Say once that some items lack keys which others have: they come out empty."""
    names = dict.fromkeys(chain.from_iterable(items))
    lacking = [item for item in items if len(item) < len(names)]
    if lacking:
        absent = dict.fromkeys(name for item in lacking[:_LOOKED_AT] for name in names if name not in item)
        faults.warn("keys_absent", len(lacking), fields=", ".join(list(absent)[:_NAMED]))


def with_fields(items: Sequence[Item], names: Sequence[str]) -> list[Item]:
    """The items, fields that nobody sent being null."""
    return [{**dict.fromkeys(names), **item} for item in items]


def fits(value: Any, kind: Kind) -> bool:
    """Whether a JSON value is of a kind (dates and exact numbers travel as text)."""
    return _CHECKS[kind](value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_exact(value: Any) -> bool:
    if isinstance(value, str):
        try:
            return Decimal(value).is_finite()
        except InvalidOperation:
            return False
    return _is_number(value)


def _reads(read: Callable[[str], object]) -> Callable[[Any], bool]:
    def check(value: Any) -> bool:
        try:
            return isinstance(value, str) and read(value) is not None
        except ValueError:
            return False

    return check


_CHECKS: Mapping[Kind, Callable[[Any], bool]] = {
    Kind.STRING: lambda value: isinstance(value, str),
    Kind.INTEGER: lambda value: isinstance(value, int) and not isinstance(value, bool),
    Kind.NUMBER: _is_number,
    Kind.DECIMAL: _is_exact,
    Kind.BOOLEAN: lambda value: isinstance(value, bool),
    Kind.DATE: _reads(date.fromisoformat),
    Kind.TIME: _reads(time.fromisoformat),
    Kind.DATETIME: _reads(datetime.fromisoformat),
    Kind.ARRAY: lambda value: isinstance(value, list),
    Kind.OBJECT: lambda value: isinstance(value, dict),
    Kind.ANY: lambda value: True,
}
