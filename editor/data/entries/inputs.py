"""An input for a value, by the type of its field."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nicegui import ui

from editor.data.entries.file_input import FileInput
from editor.data.entries.references import offers
from editor.forms.box import Box
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.component import ComponentField

_LONG = 60
"""From so many characters on a text gets several lines."""
_KINDS = {"date": "date", "time": "time", "uri": "url"}


@dataclass
class Input:
    """What a value is typed into; `changed` gets every new text."""

    installation: Installation
    visitor: Visitor
    field: ComponentField
    text: str
    changed: Callable[[str], Any]
    test_id: str
    disabled: bool = False
    compact: bool = False
    """In a line of a filter: one line, no hints."""

    def draw(self) -> Box | None:
        """The box that a problem marks; None where there is none."""
        if self.field.type == "file":
            FileInput(self.installation, self.visitor, self.text, self.changed,
                      test_id=self.test_id, disabled=self.disabled).draw()  # fmt: skip
            return None
        return {"boolean": self._boolean, "catalog": self._reference}.get(self.field.type, self._text)()

    def _text(self) -> Box:
        lines = 1 if self.compact else self._lines()
        return self._box(kind=self._kind(), lines=lines)

    def _kind(self) -> str:
        """What the browser asks for: a date picker knows no zone."""
        if self.field.type == "datetime":
            return "text" if self.text.endswith("Z") or "+" in self.text else "datetime-local"
        return _KINDS.get(self.field.type, "text")

    def _lines(self) -> int:
        if self.field.type == "array":
            return 3
        return 4 if self.field.type == "string" and (len(self.text) > _LONG or "\n" in self.text) else 1

    def _boolean(self) -> Box:
        say = self.visitor.say
        words = (("", say("forms.no_choice")), ("true", say("forms.true")), ("false", say("forms.false")))
        return self._box(options=[_offer(value, label) for value, label in words], free=False)

    def _reference(self) -> Box:
        """Entries are offered by their names while these are typed."""
        box = self._box(options=[_offer("", self.visitor.say("data.looking"))], free=True,
                        placeholder=self.visitor.say("data.reference_hint"))  # fmt: skip

        async def look(words: str) -> None:
            found = await asyncio.to_thread(offers, self.installation.entries(), self.field.catalog or "", words)
            if not box.is_deleted:
                box.offer([_offer(one, one) for one in found])

        box.on("change", lambda event: look(str(event.args)))
        ui.timer(0, lambda: look(""), once=True)
        return box

    def _box(self, **more: Any) -> Box:
        box = Box(self.text, name=self.field.name, test_id=self.test_id, on_change=lambda _: None,
                  disabled=self.disabled, nothing=self.visitor.say("data.nothing_like_it"), **more)  # fmt: skip
        return heard(box, self.changed)


def heard(box: Box, changed: Callable[[str], Any]) -> Box:
    """Tell `changed` of every new text; it may take its time."""
    box.on("change", lambda event: changed(str(event.args or "")))
    return box


def _offer(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label, "note": "", "short": "", "badge": "", "icon": "", "type": ""}
