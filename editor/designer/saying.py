"""A word after what was deleted, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from nicegui import ui
from nicegui.element import Element

from editor.controls import button
from editor.designer.intents import Outcome
from editor.designer.titles import title

if TYPE_CHECKING:
    from editor.designer.desk import Desk

SECONDS = 10.0


def said(desk: Desk, outcome: Outcome) -> None:
    """Say what was done; offer to connect the readers of what is gone, and to undo."""
    visitor = desk.visitor
    told = dict(outcome.parameters or {})
    for part in ("step", "source"):
        if part in told:
            told["name" if part == "step" else part] = title(told.pop(part), visitor.language)
    deeds: list[tuple[str, str, Callable[[], object]]] = []
    if outcome.connect:
        gone, source = outcome.connect
        words = visitor.say("designer.connect", **told)
        deeds.append((words, "toast-connect", lambda: desk.draft.connect(gone, source)))
    deeds.append((visitor.say("designer.and_undo"), "toast-undo", desk.draft.undo))
    show(visitor.say(f"designer.toasts.{outcome.said}", **told), deeds)


def show(words: str, deeds: list[tuple[str, str, Callable[[], object]]]) -> None:
    """A word at the bottom that goes by itself; each deed is (words, test id, what to do)."""
    with ui.context.client.layout, Element("div").classes("toast").props('role="status"') as made:
        ui.label(words)
        for text, test_id, act in deeds:
            button(text, partial(_do, act, made), kind="link").props(f'data-testid="{test_id}"')
        ui.timer(SECONDS, made.delete, once=True)


def _do(act: Callable[[], object], notice: Element) -> None:
    act()
    notice.delete()
