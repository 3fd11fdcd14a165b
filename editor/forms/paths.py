"""Places inside a step's settings: `conditions[0].field` as ("conditions", 0, "field")."""

import re
from typing import Any

Place = tuple[str | int, ...]


def place_of(setting: str) -> Place:
    """The place that a problem's `setting` names; Python's `from_` is the document's `from`."""
    found = re.findall(r"\[(\d+)\]|([^.\[\]]+)", setting)
    return tuple(int(number) if number else name.rstrip("_") for number, name in found)


def value_at(settings: Any, place: Place, default: Any = None) -> Any:
    """The value at `place`, or `default` where nothing (or something of another shape) stands there."""
    here = settings
    for step in place:
        inside = isinstance(here, list) and isinstance(step, int) and 0 <= step < len(here)
        if not inside and not (isinstance(here, dict) and step in here):
            return default
        here = here[step]
    return here


def with_value(settings: Any, place: Place, value: Any) -> Any:
    """A copy of `settings` with `value` at `place`; missing objects on the way are made, nothing else changes."""
    if not place:
        return value
    first, rest = place[0], place[1:]
    if isinstance(first, int):
        lines = list(settings) if isinstance(settings, list) else []
        lines += [{}] * (first + 1 - len(lines))
        lines[first] = with_value(lines[first], rest, value)
        return lines
    parts = dict(settings) if isinstance(settings, dict) else {}
    parts[first] = with_value(parts.get(first), rest, value)
    return parts


def without(settings: Any, place: Place) -> Any:
    """A copy of `settings` in which `place` is absent."""
    inner = value_at(settings, place[:-1])
    if not isinstance(inner, dict) or place[-1] not in inner:
        return settings
    return with_value(settings, place[:-1], {name: part for name, part in inner.items() if name != place[-1]})


def test_id(place: Place) -> str:
    """The `data-testid` of an input: `setting-conditions-0-field`."""
    return "-".join(["setting", *map(str, place)])
