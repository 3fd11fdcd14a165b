"""The states of a template that were saved: who, when, and the way back."""

from collections.abc import Callable
from typing import Any

from nicegui.element import Element

from editor.controls import button, text
from editor.templates.desk import Desk
from storage.template import Template

SHOWN = 20


def history_panel(desk: Desk, taken: Callable[[], Any]) -> None:
    """Newest first. Taking an older one up puts it on the desk; saving makes it the newest."""
    say = desk.visitor.say
    text("h2", say("templates.history"))
    with Element("ol").classes("revisions").props('data-testid="template-history"'):
        for one in desk.installation.templates().history(desk.saved.id)[:SHOWN]:
            _line(desk, one, taken)


def _line(desk: Desk, one: Template, taken: Callable[[], Any]) -> None:
    say = desk.visitor.say

    def take() -> None:
        desk.take(one)
        taken()

    with Element("li").classes("line"):
        with Element("div").classes("grow"):
            text("div", say("templates.revision", revision=one.revision))
            when = desk.visitor.minute(one.time) if one.time else ""
            text("div", say("templates.by", time=when, person=one.author)).classes("small quiet")
        if desk.editable and one.revision != desk.saved.revision:
            button(say("templates.take"), take, kind="link").props(f'data-testid="template-take-{one.revision}"')
