"""JSON that gives back what it was given: integers of any size, half surrogates, nothing rounded, no NaN.

orjson is quick, but turns integers beyond 64 bits into floats and NaN into null. What it cannot carry goes through the
standard library; such a text starts with a space, which is still JSON and tells `loads` to be slow and right.
"""

import json
import re
from typing import Any

import orjson

from storage.errors import UnreadableDocument

_LONG_NUMBER = re.compile(rb"\d{19}")


def dumps(value: Any, *, sort: bool = False) -> bytes:
    """`value` as JSON in UTF-8; `ValueError` for NaN in what orjson refuses, `TypeError` for what is no JSON."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS if sort else 0)
    except TypeError:
        return b" " + json.dumps(value, sort_keys=sort, allow_nan=False, separators=(",", ":")).encode()


def is_unicode(value: Any) -> bool:
    """Whether every text in `value` can be written in UTF-8; half a surrogate pair cannot."""
    if dumps(value)[:1] != b" ":
        return True
    try:
        return bool(json.dumps(value, ensure_ascii=False).encode())
    except UnicodeEncodeError:
        return False


def loads(text: bytes | str) -> Any:
    """The value of a text that `dumps` made."""
    slow = text[:1] in (b" ", " ")
    return json.loads(text) if slow else orjson.loads(text)


def marked(text: bytes | str) -> bytes:
    """JSON of another hand, made ready for `loads`."""
    raw = text.encode() if isinstance(text, str) else text
    return b" " + raw if _LONG_NUMBER.search(raw) and raw[:1] != b" " else raw


def copied(document: dict[str, Any]) -> dict[str, Any]:
    """A copy of its own, exactly what will be read back; `UnreadableDocument` when JSON cannot hold it unchanged."""
    try:
        copy = loads(dumps(document))
    except (TypeError, ValueError) as wrong:
        raise UnreadableDocument("document_not_json") from wrong
    if copy != document:
        raise UnreadableDocument("document_not_json")
    return dict(copy)
