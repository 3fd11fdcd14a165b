"""Texts with fields of an item in them: `Order {number} is on its way`."""

import re
from collections.abc import Container, Iterator
from typing import Any

from runtime.model import Item, Model
from runtime.problems import Problem
from runtime.schema import lookup, nearest, parse_path

_PLACE = re.compile(r"\{((?:[^\W\d]|\$)[\w$]*(?:\.[\w$]+)*)\}")
"""A path in braces; other braces are only braces."""


def unknown_places(text: str, setting: str, model: Model, given: Container[str] = ()) -> Iterator[Problem]:
    """Each place that asks for a field which no item of the model has; `given` are those that come beside it."""
    for path in () if model.open else dict.fromkeys(_PLACE.findall(text)):
        if parse_path(path)[0] not in given and lookup(model.schema, path) is None:
            near = nearest(model.schema, path) or next(iter(model.schema), "")
            yield Problem(code="text_field_unknown", setting=setting, parameters={"field": path, "nearest": near})


def filled_text(text: str, item: Item) -> str:
    """The text with its places filled; what is empty leaves nothing."""
    return _PLACE.sub(lambda place: as_text(value_in(item, place[1])), text)


def value_in(item: Item, path: str) -> Any:
    """What stands at a path of an item; None where nothing does."""
    here: Any = item
    for segment in parse_path(path):
        here = here.get(segment) if isinstance(here, dict) else None
    return here


def as_text(value: Any) -> str:
    """A value as people write it; lists and objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        from storage.exact_json import dumps

        return dumps(value).decode()
    return str(value)
