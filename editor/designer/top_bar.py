"""The flow's own top bar: its name, its state, undo and redo, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text, tool
from editor.designer.desk import Desk
from editor.designer.draft import Change
from editor.designer.save_state import SaveState
from editor.theme import Frame, told


@dataclass(frozen=True)
class Deeds:
    """What the buttons do."""

    dry_run: Callable[[], object]
    run: Callable[[], object]
    publish: Callable[[], object]
    outline: Callable[[bool], object]
    promote: Callable[[], object] | None = None
    """None where there is nowhere to promote to."""


class TopBar:
    """Drawn into the frame's places; follows the draft."""

    def __init__(self, desk: Desk, place: Frame, deeds: Deeds, save_state: Callable[[], SaveState]) -> None:
        self._desk, self._deeds = desk, deeds
        self._outline = False
        with place.about:
            self._heading = text("h1", desk.name()).classes("unseen")
            self._name = self._name_field()
            self._pill = ui.label().classes("pill").props('data-testid="flow-state"')
            self._save = save_state()
        with place.deeds:
            self.faces = Element("div")
            self._part = told(desk.visitor, self._buttons)
        self._tell_name()
        desk.draft.subscribe(self._changed)
        desk.visitor.on_language(self._tell_name)
        desk.visitor.on_language(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """State and name, as they are now."""
        desk, record = self._desk, self._desk.draft.record
        say, name = desk.visitor.say, str(desk.draft.document.get("name", ""))
        key = "draft" if record.live_version is None else "draft_live" if record.has_draft else "live"
        key = "paused" if record.state == "disabled" else key
        self._pill.set_text(say(f"designer.{key}", version=record.live_version or 0))
        if _tidy(self._name.value) != name:
            self._name.set_value(name)
        if self._heading._text != desk.name():
            self._heading._text = desk.name()
            self._heading.update()
            self._name.client.title = f"{desk.name()} · Étapes"

    def _tell_name(self) -> None:
        say = self._desk.visitor.say
        self._name.props["aria-label"] = say("designer.name")
        self._name.props["placeholder"] = say("designer.unnamed")
        self._name.update()

    def _name_field(self) -> ui.input:
        desk = self._desk
        field = ui.input(value=str(desk.draft.document.get("name", "")))
        field.props('data-testid="flow-name" maxlength="120" borderless dense input-class="flow-name"')
        field.classes("flow-name-field").props(remove="outlined")
        if not desk.editable:
            field.props("readonly")
        field.on_value_change(self._renamed)
        return field

    def _renamed(self) -> None:
        """At every key: what stands in the field is what is saved."""
        if self._desk.editable:
            self._desk.draft.rename_flow(_tidy(self._name.value))

    def _buttons(self) -> None:
        desk, say, deeds = self._desk, self._desk.visitor.say, self._deeds
        self._undo = tool(say("designer.undo"), lambda: desk.intend({"do": "undo"}), icon="undo")
        self._redo = tool(say("designer.redo"), lambda: desk.intend({"do": "redo"}), icon="redo")
        self._undo.props('data-testid="undo"')
        self._redo.props('data-testid="redo"')
        outline = say("designer.as_board" if self._outline else "designer.outline")
        sign = "view_column" if self._outline else "format_list_bulleted"
        tool(outline, self._turn, icon=sign).props('data-testid="outline"')
        history = tool(say("designer.versions"), self._history, icon="history")
        history.props('data-testid="versions"')
        if deeds.promote:
            tool(say("promotion.open"), self._promote, icon="move_up").props('data-once data-testid="promote"')
        if desk.visitor.may("design"):
            button(say("designer.dry_run"), deeds.dry_run, icon="science").props('data-once data-testid="dry-run"')
        if desk.visitor.may("run"):
            button(say("designer.run"), deeds.run, icon="play_arrow").props('data-once data-testid="run"')
        button(say("designer.publish"), deeds.publish, kind="go").props('data-testid="publish"')
        self._enable()

    async def _history(self) -> None:
        await self._desk.draft.flush()
        ui.navigate.to(f"/flows/{self._desk.draft.flow_id}/versions")

    async def _promote(self) -> None:
        """What is seen is what goes along."""
        await self._desk.draft.flush()
        if self._deeds.promote and isawaitable(opened := self._deeds.promote()):
            await opened

    def _turn(self) -> None:
        self._outline = not self._outline
        self._deeds.outline(self._outline)
        self._part.refresh()

    def _changed(self, change: Change) -> None:
        if change.kind == "saved":
            self._save.refresh()
            self.refresh()
        elif change.kind != "checked":
            self.refresh()
            self._enable()

    def _enable(self) -> None:
        draft, say = self._desk.draft, self._desk.visitor.say
        for shown, edit, word in (
            (self._undo, draft.history.next_undo, "undo"),
            (self._redo, draft.history.next_redo, "redo"),
        ):
            shown.set_enabled(edit is not None and self._desk.editable)
            what = edit and say(f"designer.edits.{edit.code}")
            name = say(f"designer.{word}_what", what=what) if what else say(f"designer.{word}")
            if shown.props["aria-label"] != name:
                shown.props["aria-label"] = name
                shown.update()


def _tidy(name: object) -> str:
    return str(name or "").strip()
