"""The tab “Design”: what the component is called, its fields, who answers for it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.data.design.aside import Kept, kept_view
from editor.data.design.fields import FieldTable
from editor.data.design.saving import Saving
from editor.data.design.sketch import Sketch
from editor.data.wrong import told_wrong
from editor.forms.box import Box
from editor.theme import told
from editor.uses import uses_panel
from editor.visitor import Visitor
from runtime.installation import Installation


class DesignView:
    """The form of a sketch; whoever may not design reads it. `saved` hears of every new design."""

    def __init__(self, installation: Installation, visitor: Visitor, sketch: Sketch, saved: Callable[[], Any]) -> None:
        self.installation, self.visitor, self.sketch = installation, visitor, sketch
        self.may = visitor.may("design")
        self.saving = Saving(installation, visitor, sketch, self._again, saved)
        self.fields = FieldTable(installation, visitor, sketch, self.touched)
        self.kept = Kept(installation, visitor, sketch.base.id)
        with Element("div").classes("design"):
            self._whole = told(visitor, self._draw)
            self._kept = told(visitor, lambda: kept_view(visitor, self.kept, self._look_again))
            uses_panel(visitor, installation, "component", sketch.base.id)
        ui.timer(0, self._look, once=True)

    async def _look(self) -> None:
        await self.kept.look()
        self._kept.refresh()

    def _look_again(self) -> None:
        self._kept.refresh()

    def _again(self) -> None:
        self._whole.refresh()
        ui.timer(0, self._look, once=True)

    def touched(self) -> None:
        """Something was typed: the state is no longer saved."""
        if self.may:
            self._state.refresh()

    def _draw(self) -> None:
        say, sketch = self.visitor.say, self.sketch
        with Element("fieldset").classes("plain-fieldset stack").props("" if self.may else "disabled"):
            with Element("section").classes("panel"), Element("div").classes("body named"):
                for name, lines in (("name", 1), ("description", 1)):
                    with Element("div").classes("setting"):
                        text("div", say(f"data.{name}")).classes("setting-label")
                        Box(getattr(sketch, name), name=say(f"data.{name}"), test_id=f"component-{name}", lines=lines,
                            on_change=partial(self._type, name), disabled=not self.may)  # fmt: skip
            whole = Element("div").props('role="alert" data-testid="design-problems"')
            told_wrong(self.visitor, whole, sketch.faults_elsewhere())
            self.fields.draw()
        if self.may:
            self._foot()

    def _foot(self) -> None:
        with Element("div").classes("save-foot"):
            state = ui.refreshable(self._draw_state)
            state()
            self._state = state
            go = button(self.visitor.say("data.save_design"), self.saving.save, icon="check", kind="go")
            go.props('data-testid="design-save"')

    def _draw_state(self) -> None:
        changed = self.sketch.changed
        with Element("span").classes("line quiet grow").props('role="status" data-testid="design-state"'):
            icon("edit_note" if changed else "check")
            ui.label(self.visitor.say("data.design_unsaved" if changed else "data.design_saved"))

    def _type(self, name: str, words: str) -> None:
        setattr(self.sketch, name, words)
        self.touched()
