"""The chosen step: its settings, its data, its help."""

import json
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from nicegui import ui
from nicegui.element import Element

from editor.designer.draft import Draft
from editor.designer.inspector_advanced import draw_advanced
from editor.designer.inspector_data import DataView
from editor.designer.inspector_head import Head
from editor.designer.inspector_sample import SourceSample
from editor.forms.form import SettingsForm
from editor.i18n import help_page, known
from editor.theme import asset
from editor.visitor import Visitor

if TYPE_CHECKING:
    from runtime.installation import Installation

TABS = ("settings", "data", "help")


class Inspector:
    """Stands where it is made and shows the step that `show` names; `refresh` after every change of the draft.

    `on_close` is called when the person closes it (also by Escape in its head).
    """

    def __init__(self, visitor: Visitor, draft: Draft, installation: "Installation",
                 on_close: Callable[[], Any] | None = None) -> None:  # fmt: skip
        self.visitor, self.draft, self.installation, self.on_close = visitor, draft, installation, on_close
        self.step_id: str | None = None
        self.tab = "settings"
        self.form: SettingsForm | None = None
        self._parts: list[Any] = []
        self._panels: dict[str, Element] = {}
        _styles()
        self.box = Element("section").classes("inspector").props('data-testid="inspector"')
        draft.typing.append(self)
        visitor.on_language(self._again)
        ui.context.client.on_disconnect(self.flush)
        self._again()

    @property
    def waiting(self) -> bool:
        """Something is typed that the draft has not got yet."""
        return bool(self.form and self.form.pending.waiting)

    def show(self, step_id: str | None) -> None:
        """Show this step; None or an unknown id shows that nothing is chosen."""
        step_id = step_id if step_id and self.draft.has(step_id) else None
        if step_id != self.step_id:
            self.flush()
            self.step_id = step_id
            self._again()

    def flush(self) -> None:
        """What was typed and not yet written goes to the draft now."""
        if self.form and self.step_id and self.draft.has(self.step_id):
            self.form.flush()

    def refresh(self, changed: Collection[str] = ()) -> None:
        """The draft changed (`changed` are the steps that did, empty for any of them), or was checked."""
        if self.step_id and not self.draft.has(self.step_id):
            self.step_id = None
            self._again()
            return
        for part in self._parts:
            part.refresh()

    def _again(self) -> None:
        """Draw everything anew: another step, another language."""
        self.flush()
        self.box.clear()
        self.form, self._parts, self._panels = None, [], {}
        self.box.props["aria-label"] = self.visitor.say("inspector.region")
        with self.box:
            if self.step_id is None:
                ui.label(self.visitor.say("inspector.nothing_chosen")).classes("inspector-nothing")
                return
            self.box.props["data-step"] = self.step_id
            head = Head(self)
            self._parts.append(head)
            self._draw_tabs(self.step_id)

    def _draw_tabs(self, step_id: str) -> None:
        say = self.visitor.say
        with ui.tabs().props("align=left no-caps") as tabs:
            for name in TABS:
                ui.tab(name, say(f"inspector.{name}")).props(f'data-testid="inspector-{name}"')
        tabs.set_value(self.tab)
        with ui.tab_panels(tabs, value=self.tab, animated=False):
            for name in TABS:
                with ui.tab_panel(name) as panel:
                    panel.props["data-testid"] = f"inspector-{name}-panel"
                    self._panels[name] = panel
        with self._panels["settings"]:
            self._draw_settings(step_id)
        self._fill(self.tab)
        tabs.on_value_change(lambda event: self._turn(event.value))

    def _draw_settings(self, step_id: str) -> None:
        with Element("fieldset").classes("plain-fieldset") as fields:
            self.form = SettingsForm(self.visitor, self.installation, self.draft, step_id)
        sample = SourceSample(self.form)
        with Element("fieldset").classes("plain-fieldset") as more:
            self._parts += [self.form, sample, draw_advanced(self.form)]
        for part in (fields, more):
            part.props.set_bool("disabled", not self.form.editable)

    def _turn(self, name: str) -> None:
        self.flush()
        self.tab = name
        self._fill(name)

    def _fill(self, name: str) -> None:
        """Data and help are drawn when they are first looked at."""
        panel = self._panels[name]
        if name == "settings" or panel.default_slot.children or self.step_id is None or self.form is None:
            return
        with panel:
            if name == "data":
                self._parts.append(DataView(self.form))
            elif known(f"steps.{self.form.step_type}.label"):
                ui.markdown(help_page(self.form.step_type, self.visitor.language)).classes("help")
            else:  # somebody else's word: text, never markup
                ui.label(self.visitor.say("forms.unknown_type", type=json.dumps(self.form.step_type)))


def _styles() -> None:
    ui.add_head_html(f'<link rel="stylesheet" href="{asset("forms.css")}"><script src="{asset("forms.js")}"></script>')
