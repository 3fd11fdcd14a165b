"""The lines of a list setting: added, removed, moved. Every function gives a new list and leaves the old alone."""

from collections.abc import Sequence
from typing import Any

from editor.forms.kinds import Asked


def added(lines: Sequence[Any], line: Any) -> list[Any]:
    return [*lines, line]


def removed(lines: Sequence[Any], index: int) -> list[Any]:
    """Without the line at `index`; an index that is not there changes nothing."""
    return [line for at, line in enumerate(lines) if at != index]


def moved(lines: Sequence[Any], index: int, by: int) -> list[Any]:
    """The line at `index` moved `by` places, kept inside the list."""
    if not 0 <= index < len(lines):
        return list(lines)
    rest = removed(lines, index)
    rest.insert(max(0, min(len(rest), index + by)), lines[index])
    return rest


def toggled(words: Sequence[str], word: str) -> list[str]:
    """With `word` at the end, or without it where it was there."""
    return [one for one in words if one != word] if word in words else [*words, word]


def new_line(parts: Sequence[Asked]) -> dict[str, Any]:
    """A line to begin with: where a choice must be made the first one, the rest open."""
    return {part.name: part.choices[0] for part in parts if part.choices and part.default is None and not part.optional}
