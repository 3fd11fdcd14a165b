"""Edits on their way: gathered per setting for a moment, then written to the draft; never lost."""

import asyncio
from collections.abc import Callable
from typing import Any

WAIT = 0.25
"""Seconds without a keystroke before a setting is written."""


class Pending:
    """Edits of one step that the draft has not got yet, by setting.

    `write(name, value)` is called once per setting when the person pauses, leaves the field, or at `flush`.
    """

    def __init__(self, write: Callable[[str, Any], None], wait: float = WAIT) -> None:
        self._write = write
        self._wait = wait
        self._edits: dict[str, Any] = {}
        self._timer: asyncio.TimerHandle | None = None

    def put(self, name: str, value: Any) -> None:
        self._edits[name] = value
        self._stop()
        self._timer = asyncio.get_running_loop().call_later(self._wait, self.flush)

    def flush(self) -> None:
        """Write everything now."""
        self._stop()
        edits, self._edits = self._edits, {}
        for name, value in edits.items():
            self._write(name, value)

    def over(self, settings: dict[str, Any]) -> dict[str, Any]:
        """The settings as the person sees them: the draft's with the edits on top."""
        return {**settings, **self._edits}

    @property
    def waiting(self) -> bool:
        return bool(self._edits)

    def __contains__(self, name: str) -> bool:
        return name in self._edits

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
