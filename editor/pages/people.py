"""People: everybody with an account, groups, roles, contexts, tokens, sessions, sign-ins.

Administrators see all of it; who may invite sees who is there, and lets somebody in.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from json import dumps

from fastapi import Request
from nicegui import ui
from nicegui.element import Element

from editor.people.contexts import contexts
from editor.people.desk import PAGE, Desk
from editor.people.groups import groups
from editor.people.roles import roles
from editor.people.sessions import sessions
from editor.people.sign_ins import sign_ins
from editor.people.styles import styles
from editor.people.tokens import tokens
from editor.people.users import users
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation

SECTIONS: dict[str, Callable[[Desk], None]] = {
    "users": users, "groups": groups, "roles": roles, "contexts": contexts, "tokens": tokens, "sessions": sessions,
    "sign_ins": sign_ins,
}  # fmt: skip


async def page(installation: Installation, visitor: Visitor, request: Request) -> None:
    styles()
    desk = await asyncio.to_thread(desk_of, installation, visitor, request)
    asked = request.query_params.get("tab", "")
    desk.tab = asked if desk.administers and asked in SECTIONS else desk.tab

    async def turn(name: str) -> None:
        desk.tab, desk.sought, desk.shown = name, "", PAGE
        ui.run_javascript(f"history.replaceState(history.state, '', {dumps(f'/people?tab={name}')})")
        await desk.look()

    with frame(visitor, "people", lambda: visitor.say("people.title")):
        if desk.administers:
            _tabs(visitor, desk.tab, turn)
        part = told(visitor, lambda: _section(desk))
    desk.again = part.refresh


def _tabs(visitor: Visitor, chosen: str, turn: Callable[[str], Awaitable[None]]) -> None:
    tabs = ui.tabs().classes("page-tabs")
    with tabs.props("align=left no-caps breakpoint=0"):
        for name in SECTIONS:
            tab = ui.tab(name, visitor.say(f"people.tabs.{name}")).props(f'data-testid="tab-{name}"')
            visitor.on_language(partial(_rename, tab, visitor, name))
    tabs.set_value(chosen)
    tabs.on_value_change(lambda event: turn(event.value))


def desk_of(installation: Installation, visitor: Visitor, request: Request) -> Desk:
    """It reads everybody, which of thousands takes a moment."""
    return Desk(installation, visitor, request.scope["etapes.session"], str(request.base_url).rstrip("/"))


def _section(desk: Desk) -> None:
    with Element("div").classes("people-section").props(f'data-testid="people-{desk.tab}"'):
        SECTIONS[desk.tab](desk)


def _rename(tab: ui.tab, visitor: Visitor, name: str) -> None:
    tab.props["label"] = visitor.say(f"people.tabs.{name}")
