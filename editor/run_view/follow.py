"""Following a run from a page: one reader, ten looks a second at most, all parts fed by it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui

from editor.run_view.story import Event, Story, story_of
from runtime.installation import Installation
from storage.runs import RunRecord

LOOK_SECONDS = 0.1
BATCH = 2000
KEPT = 20_000
"""Events that a page reads of a long run that is over; older ones are searched on the server."""
Part = Callable[[Story, Sequence[tuple[int, Event]]], Any]


class Following:
    """Reads the run's events while its page is open and hands them to the parts."""

    def __init__(self, installation: Installation, run_id: str) -> None:
        self.installation = installation
        self.record: RunRecord = installation.runs.get(run_id)
        self.story = story_of(self.record)
        self._parts: list[Part] = []
        self._reading = False
        over = self.record.status not in ("queued", "running")
        self.first = max(0, installation.logs.last(run_id) - KEPT) if over else 0
        if self.first:
            self._take_results()
        self.story.upto = self.first
        self._timer = ui.timer(LOOK_SECONDS, self.look)

    def add(self, part: Part) -> None:
        """Call `part(story, new events)` with each batch, and once now with none."""
        self._parts.append(part)
        part(self.story, ())

    async def look(self) -> None:
        """Read what is new; the last look after `complete` ends the following."""
        if self._reading:
            return
        self._reading = True
        try:
            events = await asyncio.to_thread(self.installation.engine.events, self.story.run_id, self.story.upto, BATCH)
        finally:
            self._reading = False
        if events:
            self.story.take(events)
            if self.story.complete:
                self._timer.cancel()
                self.record = await asyncio.to_thread(self.installation.runs.get, self.story.run_id)
            for part in self._parts:
                part(self.story, events)

    def _take_results(self) -> None:
        """What the events that are not read again have told."""
        for told in self.record.steps:
            line = self.story.steps.get(told["id"])
            if line:
                line.status, line.items_in, line.items = told["status"], told.get("items_in"), told.get("items_out")
                line.seconds, line.chain = told.get("seconds"), told.get("chain")
        self.story.files = list(self.record.made_files)


def follow(installation: Installation, run_id: str, following: Following | None = None) -> Following:
    """The following given, else a new one for this page. `NotFound` for an unknown run."""
    return following or Following(installation, run_id)
