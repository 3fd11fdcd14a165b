"""Saved, Saving, or Not saved and why: the one honest word about the draft."""

from datetime import datetime

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon
from editor.designer.autosave import NotSaved, Saved
from editor.designer.draft import Draft
from editor.i18n import clock, known
from editor.visitor import Visitor

SIGNS = {"saved": "check_circle", "saving": "sync", "failed": "error"}


class SaveState(Element):
    """Follows the draft. Without a connection the browser itself says that nothing is saved (see `board.js`)."""

    def __init__(self, draft: Draft, visitor: Visitor) -> None:
        super().__init__("span")
        self._draft, self._visitor = draft, visitor
        self._told = ("", "")
        self.classes("save-state").props('data-testid="save-state" role="status"')
        with self:
            self._sign = icon("check_circle")
            self._word = ui.label().classes("cut online")
            self._lost = Element("span").classes("cut offline")
        self.refresh()
        visitor.on_language(self.refresh)

    def refresh(self) -> None:
        kind, words = self._now()
        if (kind, words) == self._told:
            return
        self._told = kind, words
        self._word.set_text(words)
        self._lost.props["data-words"] = self._visitor.say("designer.offline")
        self._lost.update()
        self._sign.props(f'name="sym_o_{SIGNS[kind]}"')
        self.classes(replace=f"save-state {kind}")
        self.props["title"] = words

    def _when(self, time: datetime) -> str:
        """The time of today, or the day with it."""
        today = time.date() == datetime.now().astimezone().date()
        return clock(time, self._visitor.language) if today else self._visitor.moment(time)

    def _now(self) -> tuple[str, str]:
        state, say = self._draft.save_state, self._visitor.say
        if isinstance(state, NotSaved):
            key = "designer.stale" if state.code == "stale" else f"problems.{state.code}"
            key = key if known(key) else "problems.storage_failed"
            return "failed", say("designer.not_saved", reason=say(key, **state.parameters))
        if isinstance(state, Saved):
            return "saved", say("designer.saved_at", time=self._when(state.time.astimezone()))
        return "saving", say("designer.saving")
