"""The lines of the page: each sandbox with what is in it, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from nicegui.element import Element

from editor.controls import button, grid, icon, text
from editor.sandboxes.chooser import switch_form
from editor.sandboxes.emptying_sheet import EmptyingSheet
from editor.visitor import Visitor
from runtime.sandboxes.content import Content
from storage.sandboxes import PROD, Sandbox


@dataclass
class Line:
    sandbox: Sandbox
    content: Content


def sandbox_table(visitor: Visitor, lines: Sequence[Line], emptying: EmptyingSheet) -> None:
    heads = [visitor.say(f"sandboxes.{name}") for name in ("name", "holds", "made", "deeds")]
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for line in lines:
            _row(visitor, line, emptying)


def _row(visitor: Visitor, line: Line, emptying: EmptyingSheet) -> None:
    one = line.sandbox
    with Element("tr").props(f'data-testid="sandbox-{one.name}"'):
        with Element("td"):
            text("div", one.name).classes("name")
            if one.title:
                text("div", one.title).classes("small quiet")
            if one.emptying:
                with Element("div").classes("notice warn"):
                    icon("warning")
                    key = "prod" if one.name == PROD else one.emptying
                    text("div", visitor.say(f"sandboxes.unfinished_{key}"))
        with Element("td"):
            _holds(visitor, line.content)
        with Element("td"):
            text("div", _made(visitor, one)).classes("small quiet")
        with Element("td"), Element("div").classes("sandbox-deeds"):
            if one.name != visitor.sandbox and not one.emptying:
                switch_form(visitor, one.name, visitor.say("sandboxes.enter"), kind="ghost")
            _deed(visitor, one, "reset", emptying)
            if one.name != PROD:
                _deed(visitor, one, "delete", emptying)


def _holds(visitor: Visitor, content: Content) -> None:
    told = [visitor.say(f"sandboxes.{kind}", count=count) for kind, count in asdict(content).items() if count]
    with Element("div").classes("holds"):
        for words in told:
            text("span", words)
        if not told:
            text("span", visitor.say("sandboxes.empty")).classes("quiet")


def _made(visitor: Visitor, one: Sandbox) -> str:
    if not one.created:
        return visitor.say("sandboxes.always")
    time = visitor.minute(datetime.fromisoformat(one.created))
    return visitor.say("sandboxes.made_by", time=time, name=one.created_by)


def _deed(visitor: Visitor, one: Sandbox, deed: Literal["reset", "delete"], emptying: EmptyingSheet) -> None:
    sign = "restart_alt" if deed == "reset" else "delete"
    made = button(visitor.say(f"sandboxes.{deed}"), lambda: emptying.ask(one, deed), icon=sign, kind="ghost")
    made.props(f'data-testid="sandbox-{deed}-{one.name}"')
    made.props["aria-label"] = visitor.say(f"sandboxes.{deed}_name", name=one.name)
