"""Undo and redo over documents that are never changed in place."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from editor.designer.wiring import Document

LIMIT = 500
TYPING = 1.5
"""Seconds within which edits of one setting are one step back."""


@dataclass(frozen=True)
class Edit:
    """One thing a person did. `code` and `parameters` name it (sentences `designer.edits.…`), `steps` it touched."""

    code: str
    parameters: dict[str, Any] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    place: str = ""
    """The field typed into; edits of the same place in quick succession are undone together."""


@dataclass
class _Past:
    edit: Edit
    before: Document
    after: Document
    time: float


class History:
    """What was done and undone, newest last. Undoing gives back the very document that was there before."""

    def __init__(self) -> None:
        self._done: list[_Past] = []
        self._undone: list[_Past] = []

    @property
    def next_undo(self) -> Edit | None:
        return self._done[-1].edit if self._done else None

    @property
    def next_redo(self) -> Edit | None:
        return self._undone[-1].edit if self._undone else None

    def note(self, edit: Edit, before: Document, after: Document) -> None:
        """Remember an edit; what was undone is forgotten."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        now = monotonic()
        if last and edit.place and last.edit.place == edit.place and now - last.time < TYPING:
            self._done[-1] = _Past(edit, last.before, after, now)
            return
        self._done.append(_Past(edit, before, after, now))
        del self._done[:-LIMIT]

    def undo(self) -> tuple[Edit, Document] | None:
        """The document before the last edit, or None when there is none."""
        if not self._done:
            return None
        past = self._done.pop()
        self._undone.append(past)
        return past.edit, past.before

    def redo(self) -> tuple[Edit, Document] | None:
        if not self._undone:
            return None
        past = self._undone.pop()
        self._done.append(past)
        return past.edit, past.after
