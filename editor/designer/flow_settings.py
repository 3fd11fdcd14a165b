"""What belongs to the flow itself, shown when no step is selected: its description and what a run must be given."""

from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text, tool
from editor.designer.desk import Desk
from editor.designer.draft import Change
from editor.designer.titles import title
from editor.designer.wiring import Step, steps
from editor.theme import told

INPUT_TYPES = ("file", "text", "number", "json")


class FlowSettings:
    """Drawn anew when the inputs or the description were changed elsewhere (undo, another tab)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._drawn: tuple[Any, ...] = ()
        with Element("div").props('data-testid="flow-settings"'):
            self._part = told(desk.visitor, self._draw)
        desk.draft.subscribe(self._changed)

    def _now(self) -> tuple[Any, ...]:
        document = self._desk.draft.document
        wanted = [name for name, _ in undeclared(document)]
        return document.get("description", ""), list(document.get("inputs", [])), wanted

    def _changed(self, change: Change) -> None:
        if change.kind not in {"saved", "checked"} and self._now() != self._drawn:
            self._part.refresh()

    def _draw(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        self._drawn = self._now()
        with Element("div").classes("side-head"):
            with Element("span").classes("chip"):
                icon("account_tree")
            text("h2", say("flow_settings.title"))
        with Element("div").classes("side-body"):
            self._description()
            text("h3", say("flow_settings.inputs"))
            text("p", say("flow_settings.inputs_hint")).classes("small quiet")
            for at, declared in enumerate(self._drawn[1]):
                self._input(at, declared)
            for name, step in undeclared(desk.draft.document):
                self._offer(name, step)
            if desk.editable:
                add = button(say("flow_settings.add"), lambda: self._add(self._fresh_name()), icon="add", kind="link")
                add.props('data-testid="input-add"')

    def _description(self) -> None:
        desk, label = self._desk, self._desk.visitor.say("flow_settings.description")
        with Element("div"):
            text("div", label).classes("setting-label")
            about = ui.textarea(value=self._drawn[0]).props('autogrow data-late data-testid="flow-description"')
        about.props["aria-label"] = label
        about.on("change", lambda: desk.draft.describe_flow(str(about.value or "")))
        about.set_enabled(desk.editable)

    def _input(self, at: int, declared: dict[str, Any]) -> None:
        say, editable = self._desk.visitor.say, self._desk.editable
        types = {kind: say(f"flow_settings.types.{kind}") for kind in INPUT_TYPES}
        kind = declared.get("type", "file")
        with Element("div").classes("declared").props('role="group"') as line:
            line.props["aria-label"] = f"{say('flow_settings.input')} {at + 1}"
            name = ui.input(value=declared.get("name", "")).props(f'data-testid="input-{at}-name" maxlength="60"')
            name.props["aria-label"] = say("flow_settings.input_name")
            name.props("data-late").on("change", lambda: self._set(at, name=str(name.value or "").strip()))
            chosen = ui.select(types | {kind: types.get(kind, kind)}, value=kind)
            chosen.props(f'data-testid="input-{at}-type"').props["aria-label"] = say("flow_settings.input_type")
            chosen.on_value_change(lambda event: self._set(at, type=event.value))
            gone = say("flow_settings.remove", name=declared.get("name", ""))
            remove = tool(gone, lambda: self._remove(at), icon="close")
            remove.classes("small").props(f'data-testid="input-{at}-remove"')
            needed = ui.checkbox(say("flow_settings.required"), value=bool(declared.get("required")))
            needed.props(f'dense data-testid="input-{at}-required"')
            needed.on_value_change(lambda event: self._set(at, required=event.value))
            for part in (name, chosen, needed, remove):
                part.set_enabled(editable)

    def _offer(self, name: str, step: Step) -> None:
        """An import asks for an input that nobody declared."""
        desk = self._desk
        with Element("div").classes("notice warn"):
            icon("warning")
            with Element("div"):
                told_by = title(step, desk.visitor.language)
                text("p", desk.visitor.say("flow_settings.undeclared", name=name, step=told_by))
                if desk.editable:
                    declare = desk.visitor.say("flow_settings.declare", name=name)
                    button(declare, lambda: self._add(name), kind="link").props(f'data-testid="input-declare-{name}"')

    def _inputs(self) -> list[dict[str, Any]]:
        return [dict(declared) for declared in self._desk.draft.document.get("inputs", [])]

    def _fresh_name(self) -> str:
        taken = {declared.get("name") for declared in self._inputs()}
        word = self._desk.visitor.say("flow_settings.new_name")
        names = (word if number == 1 else f"{word}{number}" for number in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def _add(self, name: str) -> None:
        self._desk.draft.set_inputs([*self._inputs(), {"name": name, "type": "file", "required": True}])

    def _set(self, at: int, **values: Any) -> None:
        inputs = self._inputs()
        inputs[at] |= values
        self._drawn = (self._drawn[0], inputs, self._drawn[2])
        self._desk.draft.set_inputs(inputs)

    def _remove(self, at: int) -> None:
        inputs = self._inputs()
        del inputs[at]
        self._desk.draft.set_inputs(inputs)


def undeclared(document: dict[str, Any]) -> list[tuple[str, Step]]:
    """The inputs that imports name and the flow does not declare, each with the first step that does."""
    known = {declared.get("name") for declared in document.get("inputs", [])}
    found: dict[str, Step] = {}
    for step in steps(document):
        file = step.get("settings", {}).get("file")
        asked = isinstance(file, dict) and file.get("from", "input") == "input"
        if asked and file.get("name") and file["name"] not in known:
            found.setdefault(str(file["name"]), step)
    return list(found.items())
