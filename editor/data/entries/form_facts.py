"""What the form of an entry tells beside its inputs: who wrote it, and that somebody did so in between."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.data.entries.sheet import EntrySheet
from editor.data.entries.shown import words_of
from editor.visitor import Visitor

_TOLD = (("creatorSubject", "createdDate", "data.created_by"), ("updateSubject", "updateDate", "data.updated_by"))


def stale_notice(visitor: Visitor, sheet: EntrySheet, reread: Callable[[], Awaitable[Any]],
                 rebase: Callable[[], Awaitable[Any]]) -> None:  # fmt: skip
    """Somebody was first: who, when, and both ways on."""
    fault, say = sheet.stale, visitor.say
    if fault is None:
        return
    told = fault.parameters
    with Element("div").classes("notice warn").props('role="alert" data-testid="entry-stale"'):
        icon("group")
        with Element("div"):
            time = visitor.minute(datetime.fromisoformat(told["time"]))
            ui.label(say("data.entry_stale", author=told["author"], time=time))
            with Element("div").classes("line wrap"):
                button(say("data.entry_theirs"), reread, kind="link").props('data-testid="entry-theirs"')
                button(say("data.entry_mine"), rebase, kind="link").props('data-testid="entry-mine"')


def facts(visitor: Visitor, sheet: EntrySheet) -> None:
    """What is made of other fields; who wrote it and when."""
    entry = sheet.entry or {}
    for one in sheet.component.fields if entry else ():
        if one.virtual:
            text("div", f"{one.name}: {entry.get(one.name, '')}").classes("setting-hint")
    for who, when, key in _TOLD:
        if entry.get(when):
            time = words_of(visitor, "datetime", entry[when])
            text("div", visitor.say(key, person=entry.get(who) or "", time=time)).classes("setting-hint")
