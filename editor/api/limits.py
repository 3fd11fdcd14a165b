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

    A few copies in a patch can name one part of a document a billion times: a part is weighed once and counted as
    often as it stands there.
    """
    refuse_depth(document)
    if _weight(document, {}) > most:
        raise TooLarge("body_too_large", limit=most)


def refuse_depth(value: object) -> None:
    """Refuse what nests deeper than any reader down the line would follow; costs little beside parsing."""
    level = [value]
    for _ in range(DEEPEST + 1):
        seen = {id(here): here for here in level if isinstance(here, dict | list)}
        if not seen:
            return
        level = [inner for here in seen.values() for inner in (here.values() if isinstance(here, dict) else here)]
    raise Malformed("body_too_deep", depth=DEEPEST)


def _weight(here: object, known: dict[int, int]) -> int:
    if not isinstance(here, dict | list):
        return len(here) + 2 if isinstance(here, str) else 2
    if id(here) not in known:
        inner = here.values() if isinstance(here, dict) else here
        names = sum(map(len, here)) if isinstance(here, dict) else 0
        known[id(here)] = len(here) + names + sum(_weight(one, known) for one in inner)
    return known[id(here)]
