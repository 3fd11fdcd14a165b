"""The inspector's head: chip, name (to be changed right there), type, close."""

from typing import TYPE_CHECKING

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, tool
from editor.designer import titles
from editor.designer.wiring import Step
from editor.forms.box import Box

if TYPE_CHECKING:
    from editor.designer.inspector import Inspector


class Head:
    """Stands at the top; the name is written with the draft at every keystroke (one undo for all of them)."""

    def __init__(self, inspector: "Inspector") -> None:
        self.inspector = inspector
        self.step_id = inspector.step_id or ""
        say, language = inspector.visitor.say, inspector.visitor.language
        kind = self._step().get("type", "")
        with Element("header").classes("inspector-head"):
            with Element("div").classes(f"chip {titles.group(kind)}"):
                icon(titles.icon(kind))
            with Element("div").classes("inspector-title"):
                self.name = Box(
                    self._name(), name=say("inspector.name"), test_id="inspector-name", on_change=self._rename,
                    placeholder=say("inspector.name"), disabled=not inspector.visitor.may("design"),
                )  # fmt: skip
                ui.label(titles.type_label(kind, language)).classes("inspector-kind cut")
            close = tool(say("inspector.close"), self._close, icon="close").classes("small")
            close.props["data-testid"] = "inspector-close"

    def refresh(self) -> None:
        self.name.show(self._name())

    def _step(self) -> Step:
        return self.inspector.draft.step(self.step_id)

    def _name(self) -> str:
        return str(self._step().get("name") or "")

    def _rename(self, name: str) -> None:
        self.inspector.draft.rename_step(self.step_id, name)

    def _close(self) -> None:
        self.inspector.show(None)
        if self.inspector.on_close:
            self.inspector.on_close()
