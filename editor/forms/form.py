"""The form of one step, drawn from its type: it reads the draft, writes to it, and never breaks on what it finds."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from nicegui import ui

from editor.forms.blocks import draw_block
from editor.forms.kinds import Asked, asked_of
from editor.forms.labels import Words
from editor.forms.layout import PAIRED
from editor.forms.paths import Place, place_of, value_at, with_value
from editor.forms.pending import Pending
from editor.forms.shown import is_shown
from editor.forms.spot import Spot
from editor.forms.strangers import draw_strangers
from editor.forms.told import Told
from runtime.problems import Problem
from runtime.steps import CATALOG

if TYPE_CHECKING:
    from editor.designer.draft import Draft
    from editor.visitor import Visitor
    from runtime.installation import Installation


class SettingsForm:
    """The settings of one step of a draft, drawn where it is made.

    Edits go to `draft.set_setting` a moment after the last keystroke, or at `flush`. `refresh` shows what changed
    elsewhere: other values (undo, another tab), new problems, other fields upstream; what is being typed stays.
    """

    def __init__(self, visitor: "Visitor", installation: "Installation", draft: "Draft", step_id: str) -> None:
        self.visitor, self.installation, self.draft, self.step_id = visitor, installation, draft, step_id
        self.step_type: str = draft.step(step_id).get("type", "")
        self.words = Words(self.step_type, visitor.language)
        self.pending = Pending(self._write)
        self.offered: dict[str, list[str]] = {}
        """Texts found in a sample file, by the name of the setting or part that may take them."""
        self._seen: object = None
        self._problems: list[tuple[Place, Problem]] = []
        self._watchers: dict[Place, list[Callable[[], Any]]] = {}
        self._blocks: dict[str, ui.element] = {}
        kind = CATALOG.get(self.step_type)
        self.known_type = kind is not None
        self.asked: tuple[Asked, ...] = asked_of(kind) if kind else ()
        self._draw()

    @property
    def editable(self) -> bool:
        """Whether this person may change the flow; others read the same form."""
        return self.visitor.may("design")

    @property
    def settings(self) -> dict[str, Any]:
        """The settings as the person sees them, edits on their way included."""
        found = self.draft.step(self.step_id).get("settings")
        return self.pending.over(found if isinstance(found, dict) else {})

    def put(self, place: Place, value: Any, *, now: bool = False) -> None:
        name = str(place[0])
        asked = next((one for one in self.asked if one.name == name), None)
        base = self.settings if name in self.settings or asked is None else {**self.settings, name: asked.default}
        self.pending.put(name, value_at(with_value(base, place, value), (name,)))
        self._settle()
        if now:
            self.flush()

    def flush(self) -> None:
        """Write what was typed to the draft now."""
        self.pending.flush()

    def refresh(self) -> None:
        if self.draft.step(self.step_id).get("type", "") != self.step_type:
            return
        self._settle()
        for place in list(self._watchers):
            for refresh in list(self._watchers.get(place, ())):
                refresh()

    def watch(self, place: Place, refresh: Callable[[], Any]) -> None:
        self._watchers.setdefault(place, []).append(refresh)

    def forget(self, place: Place, *, itself: bool = False) -> None:
        """The inputs below `place` (or the one at it, too) are gone; nothing need be told to them."""
        for known in [known for known in self._watchers if known[: len(place)] == place]:
            if itself or len(known) > len(place):
                del self._watchers[known]

    def focus(self, test_id: str) -> None:
        """Put the cursor into the first input of a block that was just drawn."""
        ui.run_javascript(f"window.etapesForms.focus({json.dumps(test_id)})")

    def problems(self, place: Place) -> list[Problem]:
        """The draft's problems at `place` and below."""
        return [one for where, one in self._placed() if where[: len(place)] == place]

    def _placed(self) -> list[tuple[Place, Problem]]:
        """The step's problems with their places, worked out once per check."""
        if self._seen is not self.draft.checked:
            self._seen = self.draft.checked
            self._problems = [(place_of(one.setting or ""), one) for one in self.draft.problems_of(self.step_id)]
        return self._problems

    def _write(self, name: str, value: Any) -> None:
        self.draft.set_setting(self.step_id, name, value)
        self.refresh()

    def _draw(self) -> None:
        with ui.element("div").classes("form") as self.box:
            Told(self, self._homeless)
            for asked in self._asked_alone():
                self._blocks[asked.name] = draw_block(Spot(self, (asked.name,), asked))
            if self.known_type and not self.asked:
                ui.label(self.words.say("inspector.no_settings")).classes("setting-hint")
            draw_strangers(self)
        self._settle()

    def _asked_alone(self) -> list[Asked]:
        """The settings that have a block of their own; the second list of a pair stands beside the first."""
        names = {one.name for one in self.asked}
        beside = {PAIRED[name] for name in names & PAIRED.keys()}
        return [one for one in self.asked if one.name not in beside]

    def _settle(self) -> None:
        """Show the settings that make sense now."""
        settings = {**{one.name: one.default for one in self.asked}, **self.settings}
        for name, block in self._blocks.items():
            block.set_visibility(is_shown(self.step_type, name, settings))

    def _homeless(self) -> list[Problem]:
        """The problems that no input stands for."""
        housed = {one.name for one in self.asked} | {"advanced"}
        return [one for place, one in self._placed() if not place or place[0] not in housed]
