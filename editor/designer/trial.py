"""Running from the designer: the dry run of the draft and the run of the live version, alive on the cards."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from nicegui import background_tasks
from nicegui.element import Element

from editor.acting.acting import Acting
from editor.controls import toast
from editor.designer.autosave import Saved
from editor.designer.desk import Desk
from editor.designer.dock import Dock
from editor.designer.running import feet
from editor.run_view.follow import Following
from editor.run_view.start import start_run
from editor.run_view.story import Event, Story
from runtime.installation import Installation

JUST = timedelta(seconds=30)
"""How long a run that is over still belongs on the board of a page that is opened."""


class Trial:
    """At most one run is looked at; a new one takes its place on the cards and in the dock."""

    def __init__(self, desk: Desk, installation: Installation, place: Element) -> None:
        self._desk, self._installation, self._place = desk, installation, place
        self.dock: Dock | None = None
        self._followed: Following | None = None
        self._busy = False
        desk.visitor.on_language(self._paint)

    async def dry_run(self) -> None:
        """Everything but the effects, with the draft as it is seen."""
        desk = self._desk
        await desk.draft.flush()
        if not isinstance(desk.draft.save_state, Saved):
            toast(desk.visitor.say("publish.unsaved"))
            return
        errors = desk.draft.checked.errors
        if errors and self.dock:
            self.dock.show("problems")
            toast(desk.visitor.say("dock.mend_first", count=len(errors)))
            return
        await self._start(dry=True)

    async def run(self) -> None:
        """The live version; without one, say what to do."""
        desk, record = self._desk, self._desk.draft.record
        if record.live_version is None or record.state != "enabled":
            toast(desk.visitor.say("dock.publish_first"))
            return
        if record.has_draft:
            toast(desk.visitor.say("dock.runs_live", version=record.live_version))
        await self._start(dry=False)

    async def _start(self, *, dry: bool) -> None:
        """One run, however often it is asked for while it starts."""
        if self._busy:
            return
        self._busy = True
        try:
            await start_run(self._installation, self._desk.visitor, self._desk.draft.flow_id, dry=dry,
                            started=self.follow)  # fmt: skip
        finally:
            self._busy = False

    def take_up(self) -> None:
        """Go on looking at this person's run that was looked at before the page was loaded anew."""
        desk = self._desk
        found = self._installation.runs.list(
            desk.draft.flow_id, limit=1, user=desk.visitor.person.name, sandbox=self._installation.sandbox
        )
        if found and (found[0].finished is None or datetime.now(UTC) - found[0].finished < JUST):
            self.follow(found[0].id)

    def follow(self, run_id: str) -> None:
        """Show this run on the cards and in the dock from now on."""
        with self._place:
            self._followed = Following(self._installation, run_id)
            self._followed.add(self._take)
            Acting(self._desk.visitor, self._followed)
            if self.dock:
                self.dock.follow(self._followed)

    def stop(self) -> None:
        """Ask the run that is looked at to end."""
        if self._followed:
            user, run_id = self._desk.visitor.person.name, self._followed.story.run_id
            background_tasks.create(asyncio.to_thread(self._installation.engine.cancel, run_id, user))

    def _take(self, story: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] != "log" for _, event in events):
            self._paint()

    def _paint(self, *_: Any) -> None:
        if self._followed:
            self._desk.ran = self._followed.record.document
            self._desk.feet = feet(self._followed.story, self._desk.visitor, self._desk.ran)
            self._desk.refresh()
