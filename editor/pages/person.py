"""One account: what is known, what it may do, how it comes in, where it is signed in. For administrators."""

import asyncio
from collections.abc import Callable

from fastapi import Request
from nicegui import ui
from nicegui.element import Element

from editor.controls import text
from editor.pages.lost import lost
from editor.pages.people import desk_of
from editor.people.about import About
from editor.people.access import comes_in, may_do
from editor.people.desk import Desk
from editor.people.removal import removal
from editor.people.sessions import session_table
from editor.people.sign_ins import SignInLog
from editor.people.styles import styles
from editor.people.tokens import token_table
from editor.people.users import person_state
from editor.theme import Frame, crumb, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.errors import NotFound
from storage.person import Person

_SIGN_INS = 10


async def page(installation: Installation, visitor: Visitor, id: str, request: Request) -> None:
    try:
        person = installation.people.by_id(id)
    except NotFound:
        return lost(visitor, "person_not_found_here")
    styles()
    desk = await asyncio.to_thread(desk_of, installation, visitor, request)
    about = About(desk, person)
    with frame(visitor, "people", lambda: _now(desk, person).name, heading=False) as place:
        heading = _heading(place, desk, person)
        with Element("div").classes("people-columns"):
            with Element("div"):
                about.again = told(visitor, about.draw).refresh
                removed = told(visitor, lambda: removal(desk, _now(desk, person)))
            with Element("div"):
                parts = [told(visitor, _part(desk, person, draw)) for draw in (may_do, comes_in)]
        lists = told(visitor, lambda: _lists(desk, _now(desk, person)))
    desk.again = lambda: [one.refresh() for one in (heading, removed, *parts, lists)]
    return None


def _part(desk: Desk, person: Person, draw: Callable[[Desk, Person], None]) -> Callable[[], None]:
    return lambda: draw(desk, _now(desk, person))


def _now(desk: Desk, person: Person) -> Person:
    """As the account is now; as it was, once it is gone."""
    return desk.register.person(person.id) or person


def _heading(place: Frame, desk: Desk, person: Person) -> ui.refreshable:  # type: ignore[type-arg]
    def draw() -> None:
        text("h1", _now(desk, person).name).props('data-testid="person-title"')
        person_state(desk, _now(desk, person))

    with place.about:
        crumb(desk.visitor, "people.title", "/people")
        made: ui.refreshable = told(desk.visitor, draw)  # type: ignore[type-arg]
        return made


def _lists(desk: Desk, person: Person) -> None:
    with Element("div").classes("people-section"):
        if found := desk.people.sessions(person.name) if desk.register.person(person.id) else ():
            text("h2", desk.word("tabs.sessions"))
            session_table(desk, [(person.name, one) for one in found])
        if held := desk.people.tokens(person.name) if desk.register.person(person.id) else ():
            text("h2", desk.word("tabs.tokens"))
            token_table(desk, [(person.name, one) for one in held])
        text("h2", desk.word("tabs.sign_ins"))
        SignInLog(desk, person.id, _SIGN_INS).draw()
