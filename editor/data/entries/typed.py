"""Values as people type them into a form, and back. Whether they fit, the store judges."""

import json
from typing import Any

from babel.numbers import get_decimal_symbol, get_group_symbol

from storage.component import ComponentField
from storage.entries import Fault


class Misread(Exception):
    """A text that cannot be what its field holds."""

    def __init__(self, field: ComponentField, code: str, text: str) -> None:
        self.fault = Fault(code, None, field.name, {"field": field.name, "value": text})
        super().__init__(code)


def read(field: ComponentField, text: str, language: str) -> Any:
    """The JSON value that a text means; nothing typed is null. `Misread`."""
    if not text.strip():
        return None
    if field.type in ("integer", "number"):
        return _number(text, language)
    if field.type == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if field.type == "array":
        return _array(field, text)
    return text if field.type == "string" else text.strip()


def write(field: ComponentField, value: Any, language: str) -> str:
    """The text that `read` would read back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        lines = all(isinstance(one, str) and one.strip() == one and one and "\n" not in one for one in value)
        return "\n".join(value) if lines and not _like_json("\n".join(value)) else json.dumps(value, ensure_ascii=False)
    if field.type == "number":
        return str(value).removesuffix(".0").replace(".", get_decimal_symbol(language))
    return str(value)


def _number(text: str, language: str) -> str:
    """As the store reads it: without the signs between thousands, with a point."""
    bare = "".join(text.split()).replace("\u202f", "").replace("−", "-")
    group, point = get_group_symbol(language), get_decimal_symbol(language)
    return bare.replace(group, "").replace(point, ".") if not group.isspace() else bare.replace(point, ".")


def _array(field: ComponentField, text: str) -> list[Any]:
    """A text per line, or JSON."""
    if not _like_json(text):
        return [line.strip() for line in text.splitlines() if line.strip()]
    try:
        value = json.loads(text)
    except ValueError:
        raise Misread(field, "entry_no_array", text) from None
    return value if isinstance(value, list) else [value]


def _like_json(text: str) -> bool:
    return text.strip()[:1] in ("[", "{")
