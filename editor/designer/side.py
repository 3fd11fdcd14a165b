"""At the right: the selected step, or the flow itself."""

from nicegui import ui
from nicegui.element import Element

from editor.designer.desk import Desk
from editor.designer.draft import Change
from editor.designer.flow_settings import FlowSettings
from editor.designer.focus import focus
from editor.designer.inspector import Inspector
from editor.uses import uses_panel
from runtime.installation import Installation

SOON = 0.05


class Side:
    def __init__(self, desk: Desk, installation: Installation) -> None:
        self._desk = desk
        self._waiting: set[str] = set()
        self._timer: ui.timer | None = None
        with Element("aside").classes("side") as self._place:
            self._place.props["aria-label"] = desk.visitor.say("designer.side")
            with Element("div") as self._flow:
                FlowSettings(desk)
                uses_panel(desk.visitor, installation, "flow", desk.draft.flow_id, shy=True)
            with Element("div").classes("side-step") as self._step:
                self._inspector = Inspector(desk.visitor, desk.draft, installation, on_close=lambda: desk.select(None))
        desk.on_select.append(self._show)
        desk.draft.subscribe(self._changed)
        self._show(None)

    def _show(self, step_id: str | None) -> None:
        self._inspector.show(step_id)
        self._flow.set_visibility(step_id is None)
        self._step.set_visibility(step_id is not None)
        if self._desk.setting:
            focus(self._desk.setting)

    def _changed(self, change: Change) -> None:
        """The board is answered first: a form takes longer than a card."""
        if change.kind == "saved" or self._desk.selected is None:
            return
        self._waiting.update(change.edit.steps if change.edit else ())
        if not self._timer:
            with self._place:
                self._timer = ui.timer(SOON, self._refresh, once=True)

    def _refresh(self) -> None:
        changed, self._waiting, self._timer = self._waiting, set(), None
        self._inspector.refresh(changed)
