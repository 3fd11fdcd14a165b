"""Running from the designer: the dry run of the draft and the run of the live version, alive on the cards."""

from collections.abc import Sequence
from typing import Any

from nicegui.element import Element

from editor.controls import icon, text, toast
from editor.designer.autosave import Saved
from editor.designer.desk import Desk
from editor.designer.dock import Dock
from editor.designer.running import feet
from editor.run_view.follow import Following
from editor.run_view.lines import sentence
from editor.run_view.start import start_run
from editor.run_view.story import Event, Story
from editor.theme import told
from runtime.installation import Installation


class Trial:
    """At most one run is looked at; a new one takes its place on the cards and in the dock."""

    def __init__(self, desk: Desk, installation: Installation, place: Element) -> None:
        self._desk, self._installation, self._place = desk, installation, place
        self.dock: Dock | None = None
        self._followed: Following | None = None
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
        await start_run(self._installation, desk.visitor, desk.draft.flow_id, dry=True, started=self.follow)

    async def run(self) -> None:
        """The live version; without one, say what to do."""
        desk, record = self._desk, self._desk.draft.record
        if record.live_version is None or record.state != "enabled":
            toast(desk.visitor.say("dock.publish_first"))
            return
        if record.has_draft:
            toast(desk.visitor.say("dock.runs_live", version=record.live_version))
        await start_run(self._installation, desk.visitor, desk.draft.flow_id, started=self.follow)

    def follow(self, run_id: str) -> None:
        """Show this run on the cards and in the dock from now on."""
        with self._place:
            self._followed = Following(self._installation, run_id)
            self._followed.add(self._take)
            if self.dock:
                self.dock.follow(self._followed)

    def would(self, following: Following) -> None:
        """What the dry run would have done, as a list that grows."""
        if not following.record.dry:
            return
        visitor = self._desk.visitor

        def draw() -> None:
            text("h3", visitor.say("dock.would")).classes("dock-title")
            if not following.story.would:
                text("p", visitor.say("dock.would_nothing")).classes("dock-word")
            with Element("ul").classes("would").props('data-testid="would"'):
                for event in following.story.would:
                    with Element("li"):
                        icon("science")
                        text("b", self._desk.title(event["step"]))
                        text("span", sentence(event, visitor))

        part = told(visitor, draw)
        following.add(lambda story, events: part.refresh() if _tells(events, "would_do") else None)

    def _take(self, story: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] != "log" for _, event in events):
            self._paint()

    def _paint(self, *_: Any) -> None:
        if self._followed:
            self._desk.feet = feet(self._followed.story, self._desk.visitor)
            self._desk.refresh()


def _tells(events: Sequence[tuple[int, Event]], kind: str) -> bool:
    return any(event["type"] == kind for _, event in events)
