"""JSON Pointers (RFC 6901): the address of one place in a document."""

import re
from typing import Any

DEEPEST = 200
"""No document of ours nests deeper; a longer pointer names nothing."""

_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")
_HALF_ESCAPE = re.compile(r"~(?![01])")


class BadPointer(Exception):
    """Not a pointer, or a pointer to a place that is not there; `code` is a key of the problem sentences."""

    def __init__(self, code: str, pointer: str) -> None:
        self.code = code
        self.parameters = {"pointer": pointer}
        super().__init__(f"{code} {pointer}")


def parse(pointer: str) -> list[str]:
    """The pointer's segments, unescaped; the empty pointer is the whole document."""
    if (pointer and not pointer.startswith("/")) or _HALF_ESCAPE.search(pointer):
        raise BadPointer("patch_bad_pointer", pointer)
    segments = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    if len(segments) > DEEPEST:
        raise BadPointer("patch_bad_pointer", pointer[:80])
    return segments


def child(container: Any, segment: str) -> Any:
    """What stands at `segment` of an object or array."""
    if isinstance(container, dict):
        if segment not in container:
            raise BadPointer("patch_no_such_place", segment)
        return container[segment]
    if isinstance(container, list):
        return container[place(container, segment)]
    raise BadPointer("patch_no_such_place", segment)


def place(array: list[Any], segment: str, *, end: bool = False) -> int:
    """The index that `segment` names; with `end` one behind the last is allowed, also as `-`."""
    if end and segment == "-":
        return len(array)
    if not _INDEX.fullmatch(segment):
        raise BadPointer("patch_bad_index", segment)
    index = int(segment)
    if index >= len(array) + end:
        raise BadPointer("patch_no_such_place", segment)
    return index
