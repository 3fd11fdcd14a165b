"""A change between two documents as a sentence: for the page and for REST alike, so without any interface in it."""

from typing import Any, Protocol

from editor.designer.titles import title, type_label
from editor.designer.wiring import Document, Step, source_settings, steps
from editor.i18n import known, number
from runtime.changes import Change

LONGEST = 60
"""Characters of a value that a sentence quotes."""


class Speaker(Protocol):
    """Whoever says it: a visitor of the page, or the voice that answers over REST."""

    @property
    def language(self) -> str: ...
    def say(self, key: str, **parameters: Any) -> str: ...


class Teller:
    """Says changes in a person's language, steps and settings by their names there."""

    def __init__(self, speaker: Speaker, old: Document, new: Document) -> None:
        self._speaker = speaker
        self._steps: dict[str, Step] = {step["id"]: step for document in (old, new) for step in steps(document)}

    def sentence(self, change: Change) -> str:
        told = dict(change.parameters)
        step = self._steps.get(change.step or "")
        if step and change.code not in {"step_renamed"}:
            told["name"] = title(step, self._speaker.language)
        if step and change.code == "setting_changed":
            told |= self._setting(step, change)
        if change.code == "step_type_changed":
            told |= {part: type_label(str(told[part]), self._speaker.language) for part in ("old", "new")}
        return self._speaker.say(f"publish.changes.{change.code}", **told)

    def _setting(self, step: Step, change: Change) -> dict[str, str]:
        setting = change.parameters["setting"]
        keys = (f"steps.{step.get('type')}.settings.{setting}", f"publish.settings.{setting}")
        label = next((self._speaker.say(f"{key}.label") for key in keys if known(f"{key}.label")), setting)
        told = {part: self._value(step, setting, change.parameters[part]) for part in ("old", "new")}
        return {"setting": label, **told}

    def _value(self, step: Step, setting: str, value: Any, part: str = "") -> str:
        """A value as a person would say it: choices by their words, steps by their names, lines joined."""
        if setting in source_settings(step.get("type", "")) and value in self._steps:
            return self._speaker.say("publish.quoted", name=title(self._steps[value], self._speaker.language))
        choice = f"steps.{step.get('type')}.settings.{setting}{part}.choices.{value}"
        if isinstance(value, str) and known(choice):
            return self._speaker.say(choice)
        if value is None or value in ("", []):
            return self._speaker.say("publish.nothing")
        if isinstance(value, dict):
            said = (self._value(step, setting, one, f".parts.{name}") for name, one in value.items() if one is not None)
            return _cut(" ".join(said))
        if isinstance(value, list):
            return _cut(", ".join(self._value(step, setting, one) for one in value))
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        if isinstance(value, bool):
            return self._speaker.say("publish.on" if value else "publish.off")
        return number(value, self._speaker.language) if isinstance(value, int | float) else _cut(str(value))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
