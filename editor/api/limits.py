"""How much an installation takes in one request."""

import os
from dataclasses import dataclass

from editor.api.errors import Malformed, TooLarge

MEGABYTE = 1_000_000
DEEPEST = 100
"""Objects and arrays inside each other; a flow needs a dozen."""


@dataclass(frozen=True)
class Limits:
    """Bytes: `body` of a request that is read as a whole, `file` of one that streams to the disk."""

    body: int = 50 * MEGABYTE
    file: int = 20_000 * MEGABYTE

    @classmethod
    def from_environment(cls) -> "Limits":
        """`ETAPES_MAX_BODY` and `ETAPES_MAX_FILE`, in bytes."""
        return cls(
            int(os.environ.get("ETAPES_MAX_BODY", cls.body)),
            int(os.environ.get("ETAPES_MAX_FILE", cls.file)),
        )


def weigh(document: object, most: int) -> None:
    """Refuse a patched document that would be more than about `most` bytes of JSON, or nests too deep.

    A few copies in a patch can name one part of a document a billion times: the sum is taken place by place, and
    stops at the limit.
    """
    refuse_depth(document)
    weight, waiting = 0, [document]
    while waiting:
        here = waiting.pop()
        weight += len(here) if isinstance(here, str | dict | list) else 1
        if weight > most:
            raise TooLarge("body_too_large", limit=most)
        if isinstance(here, dict):
            weight += sum(map(len, here))
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here


def refuse_depth(value: object) -> None:
    """Refuse what nests deeper than any reader down the line would follow; costs little beside parsing."""
    level = [value]
    for _ in range(DEEPEST + 1):
        seen = {id(here): here for here in level if isinstance(here, dict | list)}
        if not seen:
            return
        level = [inner for here in seen.values() for inner in (here.values() if isinstance(here, dict) else here)]
    raise Malformed("body_too_deep", depth=DEEPEST)
