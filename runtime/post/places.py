"""The places of a message in what an endpoint is sent: `{to}`, `{subject}` … in any text of a JSON value."""

import re
from collections.abc import Mapping
from typing import Any

PLACES = ("to", "name", "subject", "text", "html", "attachments")
"""What a message consists of, for an endpoint; a parameter of the same name is filled by itself."""
_PLACE = re.compile(r"\{(\w+)\}")


def placed(value: Any, message: Mapping[str, Any]) -> Any:
    """The value with its places filled; a text that is nothing but a place becomes what stands for it."""
    if isinstance(value, dict):
        return {name: placed(inner, message) for name, inner in value.items()}
    if isinstance(value, list):
        return [placed(inner, message) for inner in value]
    if not isinstance(value, str):
        return value
    whole = _PLACE.fullmatch(value)
    if whole and whole[1] in message:
        return message[whole[1]]
    return _PLACE.sub(lambda found: str(message.get(found[1], found[0])), value)
