"""Saved, Saving, or Not saved and why: the one honest word about the draft."""

from datetime import datetime
from typing import Any

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from editor.controls import toast
from editor.designer.autosave import NotSaved, Saved
from editor.designer.desk import Desk
from editor.designer.heard import Heard
from editor.designer.intents import DEEDS
from editor.designer.rooms import Room
from editor.designer.standing import stands
from editor.i18n import clock, known

LOOK = 0.1
"""Seconds between two looks at whether what arrived is saved."""
WORDS = {"saving": "saving", "offline": "offline", "slow": "slow", "unsent": "unsent.title", "write": "unsent.write",
         "drop": "unsent.drop"}  # fmt: skip


class SaveState(Element, component="save_state.js"):
    """Follows the draft, and counts with the page: what was done there and never arrived is done again.

    The page itself says when the connection is lost, and keeps what it could not send over a reload.
    """

    def __init__(self, desk: Desk, room: Room, page: str) -> None:
        super().__init__()
        self._desk, self._room, self.heard = desk, room, Heard()
        room.heard[page] = self.heard
        place = f"{desk.draft.author}:{desk.draft.flow_id}"
        self._props.update(place=place, kept=0, etag=desk.draft.etag, editable=desk.editable)
        self._timer = ui.timer(LOOK, self._look, active=False)
        self.on("typed", lambda event: self._hear(int(event.args)))
        self.on("back", lambda event: self._again(int(event.args)))
        self.on("look", lambda event: desk.select(str(event.args)))
        self.on("left", self._left)
        self.refresh()
        desk.visitor.on_language(self.refresh)

    def refresh(self) -> None:
        kind, words = self._now()
        say = self._desk.visitor.say
        says: dict[str, Any] = {name: say(f"designer.{key}") for name, key in WORDS.items()}
        says["deeds"] = {deed: say(f"designer.edits.{deed}") for deed in DEEDS if known(f"designer.edits.{deed}")}
        told = {"kind": kind, "words": words, "says": says} | self._kept()
        if any(self._props.get(name) != value for name, value in told.items()):
            self._props.update(told)

    def _kept(self) -> dict[str, Any]:
        if self._desk.draft.settled:
            self.heard.keep()
        return {"kept": self.heard.kept, "etag": self._desk.draft.etag}

    def _hear(self, number: int) -> None:
        self.heard.hear(number)
        self._timer.activate()

    def _look(self) -> None:
        self.refresh()
        if not self.heard.waiting:
            self._timer.deactivate()

    def _again(self, asked: int) -> None:
        """The page is back after its connection was lost."""
        if missing := self.heard.missing(asked):
            self.run_method("resend", missing)

    def _left(self, event: GenericEventArguments) -> None:
        """Deeds done again, or what an earlier life of the page could not send: `{page, etag, entries}`."""
        left: dict[str, Any] = event.args
        for entry in left.get("again", ()):
            self._desk.intend(entry["intent"] | {"n": 0})
        if "entries" not in left:
            return
        entries = self._lost(left)
        sure = left["page"] in self._room.heard or left["etag"] == self._desk.draft.etag
        self.run_method("write" if sure else "offer", entries)
        if sure and entries:
            toast(self._desk.visitor.say("designer.unsent.written"))

    def _lost(self, left: dict[str, Any]) -> list[dict[str, Any]]:
        """What did not arrive, as far as is known: a server that started anew remembers no page."""
        before, document = self._room.heard.get(left.get("page", "")), self._desk.draft.document
        unsure = [entry for entry in left.get("entries", ()) if not stands(document, entry)]
        return [entry for entry in unsure if before is None or not before.arrived(entry["n"])]

    def _when(self, time: datetime) -> str:
        """The time of today, or the day with it."""
        today = time.date() == datetime.now().astimezone().date()
        return clock(time, self._desk.visitor.language) if today else self._desk.visitor.moment(time)

    def _now(self) -> tuple[str, str]:
        state, say = self._desk.draft.save_state, self._desk.visitor.say
        if isinstance(state, NotSaved):
            key = "designer.stale" if state.code == "stale" else f"problems.{state.code}"
            key = key if known(key) else "problems.storage_failed"
            return "failed", say("designer.not_saved", reason=say(key, **state.parameters))
        if isinstance(state, Saved):
            return "saved", say("designer.saved_at", time=self._when(state.time.astimezone()))
        return "saving", say("designer.saving")
