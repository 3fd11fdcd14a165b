"""One field of the design: name, type, flags, and what its type asks for besides."""

from functools import partial
from typing import TYPE_CHECKING, Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import tool
from editor.data.design.sketch import Line
from editor.data.types import CHOICES, COMPUTED, mark
from editor.data.wrong import told_wrong
from editor.forms.box import Box

if TYPE_CHECKING:
    from editor.data.design.fields import FieldTable

_FINDABLE = ("primary_key", "query")


class FieldLine:
    def __init__(self, table: "FieldTable", at: int, line: Line) -> None:
        self.table, self.at, self.line = table, at, line
        self.say = table.visitor.say
        self.named = line.name or self.say("data.field_number", number=at + 1)
        self.wrong = table.sketch.faults_at(line)

    def draw(self) -> None:
        part = ui.refreshable(self._draw)
        part()
        self._again = part.refresh

    def _draw(self) -> None:
        frame = Element("div").classes("field-line").props(f'data-testid="field-{self.at}" role="group"')
        frame.props["aria-label"] = self.named
        with frame:
            self._name()
            self._type()
            for flag in ("required", *_FINDABLE):
                self._flag(flag)
            with Element("div").classes("field-more"):
                self._more()
            self._tools()
            wrong = Element("div").classes("field-wrong").props(f'role="alert" data-testid="field-problem-{self.at}"')
            told_wrong(self.table.visitor, wrong, self.wrong)

    def _name(self) -> None:
        box = Box(self.line.name, name=self.say("data.field_name"), test_id=f"field-name-{self.at}",
                  on_change=partial(self._put, "name"), disabled=not self.table.may)  # fmt: skip
        box.blame(bool(self.wrong))

    def _type(self) -> None:
        offers = [{"value": kind, "label": self.say(f"data.types.{kind}"), "type": self.say(f"data.types.{kind}"),
                   "note": self.say(f"data.type_hints.{kind}"), **mark(kind)} for kind in CHOICES]  # fmt: skip
        Box(self.line.kind, name=self._of("data.field_type"), test_id=f"field-type-{self.at}", options=offers,
            free=False, on_change=self._retype, disabled=not self.table.may)  # fmt: skip

    def _flag(self, flag: str) -> None:
        possible = self.line.findable if flag in _FINDABLE else self.line.has_flags
        with Element("div").classes("field-flag"):
            box = ui.checkbox(value=possible and getattr(self.line, flag),
                              on_change=lambda event: self._put(flag, event.value))  # fmt: skip
            box.set_enabled(possible and self.table.may)
            box.props["aria-label"] = self._of(f"data.flags.{flag}")
            box.props["data-testid"] = f"field-{flag}-{self.at}"
            with box:
                ui.tooltip(self.say(f"data.flag_hints.{flag}"))
            Element("span").classes("flag-word").props('aria-hidden="true"')._text = self.say(f"data.flags.{flag}")

    def _more(self) -> None:
        """Where a reference leads, or what a text is made of."""
        if self.line.kind == "catalog":
            offers = [{"value": one.id, "label": one.name, "note": "", "badge": "", "icon": "", "type": ""}
                      for one in self.table.installation.entries().components() if not one.proxy]  # fmt: skip
            Box(self.line.catalog or "", name=self._of("data.catalog"), test_id=f"field-catalog-{self.at}",
                options=offers, free=False, placeholder=self.say("data.catalog"),
                on_change=partial(self._put, "catalog"), disabled=not self.table.may)  # fmt: skip
        elif self.line.kind == COMPUTED:
            example = " ".join(f"{{{name}}}" for name in list(self.table.sketch.names())[:2]) or "{…} {…}"
            Box(self.line.pattern, name=self._of("data.pattern"), test_id=f"field-pattern-{self.at}",
                placeholder=example, on_change=partial(self._put, "pattern"), disabled=not self.table.may)  # fmt: skip

    def _tools(self) -> None:
        with Element("div").classes("field-tools"):
            if not self.table.may:
                return
            for name, sign, act in (
                ("move_up", "arrow_upward", lambda: self.table.move(self.line, -1)),
                ("move_down", "arrow_downward", lambda: self.table.move(self.line, 1)),
                ("remove", "close", lambda: self.table.remove(self.line)),
            ):
                made = tool(self.say(f"data.{name}", name=self.named), act, icon=sign).classes("small")
                made.props["data-testid"] = f"field-{name}-{self.at}"

    def _retype(self, kind: str) -> None:
        if kind in CHOICES and kind != self.line.kind:
            self.line.kind = kind
            self._again()
            self.table.touched()
            self.table.focus(f"field-type-{self.at}")

    def _put(self, name: str, value: Any) -> None:
        setattr(self.line, name, value)
        self.table.touched()

    def _of(self, key: str) -> str:
        """What is asked, and of which field: for ears."""
        return self.say("data.of_field", label=self.say(key), name=self.named)
