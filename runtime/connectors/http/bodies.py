"""Values as they are written into a call: the body in its format, plain values as text."""

from typing import Any
from urllib.parse import urlencode

from runtime.parameters import WHOLE
from runtime.schema import parse_path
from storage.exact_json import dumps


def written(body: dict[str, Any], format: str) -> tuple[bytes, str]:
    """The body and its media type: as JSON, as a form, or as plain text."""
    whole = body[WHOLE] if WHOLE in body else _nested(body)
    if format == "form" and isinstance(whole, dict):
        return urlencode(whole, doseq=True).encode(), "application/x-www-form-urlencoded"
    if format == "text":
        return text_of(whole).encode(), "text/plain; charset=utf-8"
    return dumps(whole).strip(), "application/json"


def text_of(value: Any) -> str:
    """A plain value as it stands in an address or a header; lists and objects as JSON."""
    return value if isinstance(value, str) else dumps(value).decode().strip()


def _nested(body: dict[str, Any]) -> dict[str, Any]:
    """`{"customer.city": "Paris"}` → `{"customer": {"city": "Paris"}}`."""
    made: dict[str, Any] = {}
    for name, value in body.items():
        try:
            *parents, last = parse_path(name)
        except ValueError:
            parents, last = [], name
        here = made
        for parent in parents:
            inner = here.setdefault(parent, {})
            here = inner if isinstance(inner, dict) else here
        here[last] = value
    return made
