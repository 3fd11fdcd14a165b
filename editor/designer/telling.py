"""What is different between two documents, in plain sentences."""

from collections.abc import Sequence
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.designer.titles import title, type_label
from editor.designer.wiring import Document, Step, source_settings, steps
from editor.i18n import known
from editor.visitor import Visitor
from runtime.changes import Change

SHOWN = 40
LONGEST = 60
"""Characters of a value that a sentence quotes."""
SIGNS = {"added": ("ok", "add"), "removed": ("gone", "close")}


def tell_changes(visitor: Visitor, changes: Sequence[Change], old: Document | None, new: Document) -> None:
    """A list of sentences, or the one that nothing is different."""
    if not changes:
        text("p", visitor.say("publish.no_changes"))
        return
    teller = Teller(visitor, old or {}, new)
    with Element("ul").props('data-testid="changes" tabindex="0"'):
        for change in changes[:SHOWN]:
            colour, sign = next((SIGNS[end] for end in SIGNS if change.code.endswith(end)), ("ok", "check"))
            with Element("li").classes(colour):
                icon(sign)
                ui.label(teller.sentence(change))
        if len(changes) > SHOWN:
            with Element("li"):
                icon("more_horiz")
                ui.label(visitor.say("publish.more_changes", count=len(changes) - SHOWN))


class Teller:
    """Says changes in a person's language, steps and settings by their names there."""

    def __init__(self, visitor: Visitor, old: Document, new: Document) -> None:
        self._visitor = visitor
        self._steps: dict[str, Step] = {step["id"]: step for document in (old, new) for step in steps(document)}

    def sentence(self, change: Change) -> str:
        told = dict(change.parameters)
        step = self._steps.get(change.step or "")
        if step and change.code not in {"step_renamed"}:
            told["name"] = title(step, self._visitor.language)
        if step and change.code == "setting_changed":
            told |= self._setting(step, change)
        if change.code == "step_type_changed":
            told |= {part: type_label(str(told[part]), self._visitor.language) for part in ("old", "new")}
        return self._visitor.say(f"publish.changes.{change.code}", **told)

    def _setting(self, step: Step, change: Change) -> dict[str, str]:
        setting = change.parameters["setting"]
        keys = (f"steps.{step.get('type')}.settings.{setting}", f"publish.settings.{setting}")
        label = next((self._visitor.say(f"{key}.label") for key in keys if known(f"{key}.label")), setting)
        told = {part: self._value(step, setting, change.parameters[part]) for part in ("old", "new")}
        return {"setting": label, **told}

    def _value(self, step: Step, setting: str, value: Any, part: str = "") -> str:
        """A value as a person would say it: choices by their words, steps by their names, lines joined."""
        if setting in source_settings(step.get("type", "")) and value in self._steps:
            return self._visitor.say("publish.quoted", name=title(self._steps[value], self._visitor.language))
        choice = f"steps.{step.get('type')}.settings.{setting}{part}.choices.{value}"
        if isinstance(value, str) and known(choice):
            return self._visitor.say(choice)
        if value is None or value in ("", []):
            return self._visitor.say("publish.nothing")
        if isinstance(value, dict):
            said = (self._value(step, setting, one, f".parts.{name}") for name, one in value.items() if one is not None)
            return _cut(" ".join(said))
        if isinstance(value, list):
            return _cut(", ".join(self._value(step, setting, one) for one in value))
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return self._visitor.say("publish.on" if value else "publish.off")
        return self._visitor.number(value) if isinstance(value, int | float) else _cut(str(value))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
