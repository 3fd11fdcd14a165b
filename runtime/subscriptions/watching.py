"""Runs of messages, watched to their end: one that fails is tried again, one that fails too often is given up."""

import asyncio
import logging
from asyncio import to_thread
from contextlib import suppress
from functools import partial
from typing import Any

from runtime.engine import Engine
from runtime.problems import Problem
from storage.errors import NotFound, StorageError
from storage.messages import Messages

_FIRST, _LONGEST = 1.0, 60.0
"""Seconds of the pauses between attempts, which double."""


class Watch:
    """The unfinished runs of one flow. Lives on the brokers' loop, and longer than a subscription."""

    def __init__(self, engine: Engine, messages: Messages, pause: float = _FIRST) -> None:
        self._engine, self._messages, self._pause = engine, messages, pause
        self._loop = asyncio.get_running_loop()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._less = asyncio.Event()
        self.attempts = 3
        """How often a run may fail before its messages are set aside."""

    @property
    def unfinished(self) -> int:
        """How many runs have not come to their end."""
        return len(self._tasks)

    def add(self, run: str) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self._begin, run)

    async def room(self, most: int) -> int:
        """Wait until fewer than `most` runs are unfinished; gives how many more may begin."""
        while len(self._tasks) >= most:
            self._less.clear()
            await self._less.wait()
        return most - len(self._tasks)

    def _begin(self, run: str) -> None:
        if run not in self._tasks:
            self._tasks[run] = task = self._loop.create_task(self._to_the_end(run))
            task.add_done_callback(partial(self._over, run))

    def _over(self, run: str, task: asyncio.Task[None]) -> None:
        self._tasks.pop(run, None)
        self._less.set()
        if not task.cancelled() and (wrong := task.exception()):
            logging.getLogger("etapes").error("the run %s of a message is watched no more", run, exc_info=wrong)

    async def _to_the_end(self, run: str) -> None:
        pause, failures = self._pause, 0
        while True:
            seen = await self._end(run)
            if seen is None or seen["status"] not in ("succeeded", "failed", "cancelled"):
                return  # the process closes: the next one goes on
            failures += seen["status"] == "failed"
            if seen["status"] != "failed" or failures >= self.attempts:
                await to_thread(self._settle, run, seen)
                return
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST)
            with suppress(StorageError):  # somebody else took it up
                await to_thread(self._engine.resume, run, seen.get("user") or "")

    async def _end(self, run: str) -> dict[str, Any] | None:
        """How it ended; waits as long as the end cannot be stored."""
        while True:
            try:
                return await self._engine.wait_async(run)
            except NotFound:
                return {"status": "succeeded"}  # forgotten long ago
            except StorageError:
                await asyncio.sleep(self._pause)

    def _settle(self, run: str, seen: dict[str, Any]) -> None:
        if seen["status"] == "succeeded":
            self._messages.done(run)
            return
        cancelled = Problem(code="message_run_cancelled").model_dump(mode="json")
        self._messages.give_up(run, next(iter(seen.get("problems") or ()), cancelled))
