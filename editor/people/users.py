"""Everybody with an account: sought, added, and each with a page of their own."""

from collections.abc import Sequence
from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, grid, pill, text
from editor.people.desk import Desk
from editor.people.newcomer import ask_newcomer
from editor.people.paged import nothing, paged, seek
from editor.people.register import State, full
from editor.people.words import assigned, role_name, signs_in
from storage.person import Person

SIGNS: dict[State, str] = {"active": "enabled", "disabled": "disabled", "barred": "disabled", "awaited": "queued"}
_TOLD = 2
"""Further roles that a line names."""


def users(desk: Desk) -> None:
    table = ui.refreshable(lambda: _table(desk))

    with Element("div").classes("line"):
        seek(desk, desk.word("search"), table.refresh)
        Element("span").classes("grow")
        new = button(desk.word("new"), lambda: ask_newcomer(desk), icon="person_add", kind="go")
        new.props('data-testid="person-new"')
    table()


def person_state(desk: Desk, person: Person) -> None:
    state = desk.register.state(person)
    pill(SIGNS[state], desk.word(f"states.{state}"))


def _table(desk: Desk) -> None:
    found = desk.register.found(desk.sought)
    if not found:
        return nothing(desk, "person", "")
    return paged(desk, found, partial(_rows, desk), desk.again)


def _rows(desk: Desk, found: Sequence[Person]) -> None:
    heads = (desk.word(key) for key in ("name", "may", "state", "signing_in", "last_in"))
    with Element("section").classes("panel"), grid(*heads):
        for one in found:
            _row(desk, one)


def _row(desk: Desk, person: Person) -> None:
    with Element("tr").props(f'data-testid="person-row-{person.name}"'):
        with Element("td"):
            if desk.administers:
                text("a", person.name).classes("name").props(f'href="/people/{person.id}"')
            else:
                text("span", person.name).classes("name")
            text("div", " · ".join(word for word in (full(person), person.email) if word)).classes("small quiet")
        with Element("td"):
            text("div", role_name(desk, person.role))
            more = desk.register.given(person.id)
            if more:
                words = [assigned(desk, one) for one in more[:_TOLD]]
                words += [desk.word("and_more", count=len(more) - _TOLD)] if len(more) > _TOLD else []
                text("div", "; ".join(words)).classes("small quiet")
        with Element("td"):
            person_state(desk, person)
        with Element("td"):
            text("div", signs_in(desk, person))
            if person.id in desk.register.factors:
                text("div", desk.word("factor_on")).classes("small quiet")
        with Element("td"):
            last = desk.register.last_in.get(person.id)
            text("span", desk.visitor.minute(last) if last else desk.word("never")).classes("" if last else "quiet")
