"""Sample data for a template that nobody gave any: made from the fields that it asks for."""

import re
from typing import Any

_NUMBER = re.compile(
    r"(?i)amount|price|total|sum|count|quantit|number|rate|weight|vat|montant|prix|somme|nombre|num[eé]ro|taux|poids|tva"
)
_DATE = re.compile(r"(?i)date|day|\bjour|birth|due|naissance|[eé]ch[eé]ance")
_ELEMENTS = 3


def suggested(fields: list[str]) -> dict[str, Any]:
    """An object with a value at every path; lists have three elements."""
    made: dict[str, Any] = {}
    for path in fields:
        _put(made, [part for part in re.split(r"\.|(\[\])", path) if part], path.rsplit(".", 1)[-1])
    return made


def _put(into: dict[str, Any], path: list[str], name: str, at: int = 0) -> None:
    first, rest = path[0], path[1:]
    if rest[:1] == ["[]"]:
        elements = into.setdefault(first, [{} for _ in range(_ELEMENTS)])
        if not isinstance(elements, list):
            return
        for at, element in enumerate(elements):  # noqa: PLR1704 - which element it is from here on
            if rest[1:] and isinstance(element, dict):
                _put(element, rest[1:], name, at)
            elif not rest[1:]:
                elements[at] = _value(first, at)
    elif rest:
        inner = into.setdefault(first, {})
        if isinstance(inner, dict):
            _put(inner, rest, name, at)
    else:
        into.setdefault(first, _value(name, at))


def _value(name: str, at: int) -> Any:
    """A number, a date, or the name itself as text."""
    if _NUMBER.search(name):
        return 12 * (at + 1)
    return "2026-01-31" if _DATE.search(name) else name.replace("_", " ").capitalize()


def values_of(sample: Any) -> dict[str, Any]:
    """What a template is filled from: an item, or a list of items as a step gives them to one document of all."""
    if isinstance(sample, list):
        first = sample[0] if sample and isinstance(sample[0], dict) else {}
        return {**first, "items": sample}
    return sample if isinstance(sample, dict) else {}
