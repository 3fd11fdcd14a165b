"""Where the items of an answer stand."""

from typing import Any

from runtime.model import Item
from runtime.problems import problem
from runtime.schema import parse_path

MISSING = object()
"""What stands where there is no such field."""


def items_in(value: Any, path: str | None) -> list[Item]:
    """The items of an answer: the elements of the list at `path` (of the answer itself without one); an object is one.

    Objects are items as they are, plain values become `{value}`; null is no item.
    """
    found = inside(value, path) if path else value
    if found is MISSING:
        raise problem("items_path_missing", "items_path", path=path, fields=_fields(value))
    elements = found if isinstance(found, list) else [] if found is None else [found]
    return [element if isinstance(element, dict) else {"value": element} for element in elements]


def inside(value: Any, path: str) -> Any:
    """What stands at a path; `MISSING` where there is no such field, null where something before it is null."""
    here = value
    for segment in parse_path(path):
        if here is None:
            return None
        if not isinstance(here, dict) or segment not in here:
            return MISSING
        here = here[segment]
    return here


def _fields(value: Any) -> str:
    return ", ".join(list(value)[:10]) if isinstance(value, dict) else type(value).__name__
