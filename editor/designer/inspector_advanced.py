"""What every step has beside its settings: on or off, a note, and what to do when something goes wrong."""

from typing import Any

from nicegui import ui

from editor.forms.box import Box
from editor.forms.constants import as_number, shown
from editor.forms.form import SettingsForm
from editor.forms.offers import Offer
from editor.forms.paths import place_of
from editor.forms.told import Told
from runtime.step_type import Nature
from runtime.steps import CATALOG

ON_ERROR = ("stop", "skip_item", "continue")


def asked(step_type: str) -> list[str]:
    """The advanced settings that mean something for this type."""
    kind = CATALOG.get(step_type)
    if kind is None:
        return []
    wanted = ["on_error"] if kind.per_item else []
    wanted += ["retries"] if kind.nature is not Nature.PURE else []
    return wanted + (["timeout"] if kind.timed else [])


def draw_advanced(form: SettingsForm) -> "Advanced":
    """Folded, unless something in it is not as usual or is wrong."""
    return Advanced(form)


class Advanced:
    def __init__(self, form: SettingsForm) -> None:
        self.form = form
        self._boxes: dict[str, Box] = {}
        with ui.expansion(form.words.say("inspector.advanced"), value=self._unusual()).classes("advanced") as fold:
            fold.props["data-testid"] = "advanced"
            with ui.element("div").classes("form"):
                for name in asked(form.step_type):
                    self._draw(name)
                self._draw_note()
                self._draw_switch()

    def refresh(self) -> None:
        for name, box in self._boxes.items():
            box.show(self._text(name))
        self.note.show(str(self._step().get("note") or ""))
        self.switch.set_value(self._step().get("enabled", True) is not False)

    def _step(self) -> dict[str, Any]:
        return self.form.draft.step(self.form.step_id)

    def _value(self, name: str) -> Any:
        found = self._step().get("advanced")
        return found.get(name) if isinstance(found, dict) else None

    def _text(self, name: str) -> str:
        value = self._value(name)
        return str(value or "stop") if name == "on_error" else value if isinstance(value, str) else shown(value)

    def _unusual(self) -> bool:
        step = self._step()
        return bool(step.get("note") or step.get("advanced") or step.get("enabled", True) is False)

    def _draw(self, name: str) -> None:
        say = self.form.words.say
        with ui.element("div").classes("setting"):
            ui.label(say(f"inspector.{name}")).classes("setting-label")
            named = [Offer(one, label=say(f"forms.choices.on_error.{one}")).as_option() for one in ON_ERROR]
            self._boxes[name] = Box(
                self._text(name), name=say(f"inspector.{name}"), test_id=f"advanced-{name}",
                on_change=lambda text: self._write(name, text), options=named if name == "on_error" else (),
                free=name != "on_error", placeholder="" if name == "on_error" else "0" if name == "retries" else "–",
            )  # fmt: skip
            if name == "retries":
                ui.label(say("inspector.retries_hint")).classes("setting-hint")
            Told(self.form, lambda: [one for one in self.form.draft.problems_of(self.form.step_id)
                                     if place_of(one.setting or "")[:2] == ("advanced", name)])  # fmt: skip

    def _write(self, name: str, text: str) -> None:
        value = text if name == "on_error" else as_number(text, self.form.words.language) if text.strip() else None
        if value is None and self._value(name) is None:
            return
        default = 0 if name == "retries" else None
        self.form.draft.set_advanced(self.form.step_id, name, default if value is None else value)

    def _draw_note(self) -> None:
        say = self.form.words.say
        with ui.element("div").classes("setting"):
            ui.label(say("inspector.note")).classes("setting-label")
            self.note = Box(
                str(self._step().get("note") or ""), name=say("inspector.note"), test_id="advanced-note", lines=3,
                on_change=lambda text: self.form.draft.set_note(self.form.step_id, text),
            )  # fmt: skip
            ui.label(say("inspector.note_hint")).classes("setting-hint")

    def _draw_switch(self) -> None:
        say = self.form.words.say
        with ui.element("div").classes("setting"):
            self.switch = ui.switch(
                say("inspector.enabled"), value=self._step().get("enabled", True) is not False,
                on_change=lambda event: self._turn(event.value),
            )  # fmt: skip
            self.switch.set_enabled(self.form.editable)
            self.switch.props["data-testid"] = "advanced-enabled"
            ui.label(say("inspector.enabled_hint")).classes("setting-hint")

    def _turn(self, on: bool) -> None:
        if on is not (self._step().get("enabled", True) is not False):
            self.form.draft.set_enabled(self.form.step_id, on)
