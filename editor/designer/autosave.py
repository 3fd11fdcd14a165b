"""Saving what is edited, a moment after it was edited, and saying honestly whether it is saved."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from editor.designer.wiring import Document
from storage.errors import Stale, StorageError
from storage.record import Record

DELAY = 0.3
"""Seconds from an edit to its save; edits in between go along."""
RETRY = 3.0
"""Seconds until a save that failed is tried again."""


@dataclass(frozen=True)
class Saved:
    time: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Saving:
    """Edited, and not yet on disk."""


@dataclass(frozen=True)
class NotSaved:
    """A key of the problem sentences, and its parameters. `stale`: somebody else saved, a person must decide."""

    code: str
    parameters: dict[str, Any] = field(default_factory=dict)


SaveState = Saved | Saving | NotSaved


class Autosave:
    """Writes the newest document by `write(document, etag)` in a thread, one write at a time.

    `told` is called at every change of `state`; `since` is when the document was saved that editing begins with.
    Without a running event loop nothing is written until `write_now`.
    """

    def __init__(self, write: Callable[[Document, str | None], Record], told: Callable[[], None], etag: str,
                 since: datetime) -> None:  # fmt: skip
        self.state: SaveState = Saved(since)
        self.etag = etag
        self._write = write
        self._told = told
        self._document: Document | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def pending(self) -> bool:
        """Something is edited that is not on disk."""
        return self._document is not None

    def touch(self, document: Document) -> None:
        """This document is to be saved soon."""
        self._document = document
        if not self._stopped:
            self._become(Saving())
            self._soon(DELAY)

    async def flush(self) -> None:
        """Save what is pending now, and wait for it."""
        if self._task:
            await asyncio.shield(self._task)
        self._start()
        if self._task:
            await asyncio.shield(self._task)

    def write_now(self) -> None:
        """The same for callers without an event loop; blocks."""
        self._timer = None
        document = self._document
        if document is None or self._stopped:
            return
        try:
            self._wrote(document, self._write(document, self.etag))
        except (StorageError, OSError) as wrong:
            self._failed(wrong)

    def resolve(self, etag: str, document: Document | None) -> None:
        """A stale draft was decided on: go on from `etag`, with `document` to save (None: theirs was taken)."""
        self.etag = etag
        self._document = document
        self._become(Saving() if document else Saved())
        if document:
            self._soon(0)

    @property
    def _stopped(self) -> bool:
        return isinstance(self.state, NotSaved) and self.state.code == "stale"

    def _soon(self, delay: float) -> None:
        with suppress(RuntimeError):
            self._timer = self._timer or asyncio.get_running_loop().call_later(delay, self._start)

    def _start(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._document is not None and self._task is None and not self._stopped:
            self._task = asyncio.get_running_loop().create_task(self._save())

    async def _save(self) -> None:
        document = self._document or {}
        try:
            record = await asyncio.to_thread(self._write, document, self.etag)
        except (StorageError, OSError) as wrong:
            self._task = None
            self._failed(wrong)
        else:
            self._task = None
            self._wrote(document, record)

    def _wrote(self, document: Document, record: Record) -> None:
        self.etag = record.etag
        if self._document is document:
            self._document = None
            self._become(Saved())
        else:
            self._soon(0)

    def _failed(self, wrong: StorageError | OSError) -> None:
        code = wrong.code if isinstance(wrong, StorageError) else "disk_failed"
        parameters = wrong.parameters if isinstance(wrong, StorageError) else {"reason": wrong.strerror or ""}
        self._become(NotSaved(code, parameters))
        if not isinstance(wrong, Stale):
            self._soon(RETRY)

    def _become(self, state: SaveState) -> None:
        self.state = state
        self._told()
