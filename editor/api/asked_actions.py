"""What a flow asks of the page that started it, for a program that did: a header beside the flow's own answer."""

import json
from typing import Any

HEADER = "Etapes-Actions"
_LONGEST = 4000
"""Bytes; longer wishes are read at the run itself, whose address is in `Location`."""


def actions_header(view: dict[str, Any]) -> dict[str, str]:
    """The wishes as JSON in ASCII; nothing where there are none, or too many for a header."""
    told = json.dumps(view["actions"], separators=(",", ":"))
    return {HEADER: told} if view["actions"] and len(told) <= _LONGEST else {}
