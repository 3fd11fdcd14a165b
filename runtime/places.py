"""Texts with places in them, `{field}`, filled from an item."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from runtime.model import Item
from runtime.schema import Schema, lookup, nearest, parse_path

_PLACE = re.compile(r"\{([^{}]+)\}")


def places(text: str) -> list[str]:
    """The paths that stand in the text."""
    return _PLACE.findall(text)


def filled(text: str, item: Item, written: Callable[[str], str] = lambda value: value) -> str:
    """The text with its places filled; `written` says how a value stands in it."""
    return _PLACE.sub(lambda place: written(in_words(value_at(item, place[1]))), text)


def in_words(value: Any) -> str:
    """A value as text; nothing for null, and no decimals for a whole number."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def value_at(item: Item, path: str) -> Any:
    """What stands at a path of an item; None where nothing does."""
    here: Any = item
    for segment in parse_path(path):
        here = here.get(segment) if isinstance(here, dict) else None
    return here


def lacking(schema: Schema, paths: Iterable[str]) -> Iterable[tuple[str, str]]:
    """The paths that no item has, each with the name that was most likely meant."""
    for path in paths:
        try:
            known = lookup(schema, path) is not None
        except ValueError:
            known = False
        if not known:
            yield path, nearest(schema, path) or next(iter(schema), "")
