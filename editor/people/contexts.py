"""Contexts: entries that flows registered, and who has what inside them."""

from collections.abc import Sequence
from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.controls import grid, text, tool
from editor.data.question import confirmed
from editor.people.desk import Desk
from editor.people.giving import chips, give_button
from editor.people.paged import nothing, paged, seek
from storage.roles import SecurityContext


def contexts(desk: Desk) -> None:
    text("p", desk.word("contexts.means")).classes("quiet")
    part = ui.refreshable(lambda: _table(desk))
    if desk.register.contexts:
        seek(desk, desk.word("contexts.search"), part.refresh)
    part()


def _table(desk: Desk) -> None:
    words = desk.sought.casefold()
    found = [one for one in desk.register.contexts if words in one.name.casefold()]
    if not found:
        return nothing(desk, "shield_person", desk.word("contexts.empty"))
    return paged(desk, found, partial(_rows, desk), desk.again)


def _rows(desk: Desk, found: Sequence[SecurityContext]) -> None:
    heads = [desk.word("contexts.name"), desk.word("contexts.inside"), desk.word("deeds")]
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for one in found:
            _row(desk, one)


def _row(desk: Desk, one: SecurityContext) -> None:
    with Element("tr").props(f'data-testid="context-{one.id}"'):
        with Element("td"):
            if one.sandbox == desk.visitor.sandbox:
                text("a", one.name).classes("name").props(f'href="/data/{one.component}?entry={one.entry}"')
            else:
                text("div", one.name).classes("name")
            told = desk.word("contexts.entry", component=one.component, entry=str(one.entry), name=one.sandbox)
            text("div", told).classes("small quiet")
        with Element("td"), Element("div").classes("people-part"):
            chips(desk, desk.register.inside(one.id), whose=True)
            give_button(desk, context=one.id)
        with Element("td"):
            drop = tool(desk.word("contexts.delete", name=one.name), partial(_drop, desk, one), icon="delete")
            drop.props(f'data-testid="context-delete-{one.id}"')


async def _drop(desk: Desk, one: SecurityContext) -> None:
    title, count = desk.word("contexts.delete_title", name=one.name), len(desk.register.inside(one.id))
    words = desk.word("contexts.delete_means", count=count) if count else desk.word("contexts.delete_unused")
    if await confirmed(desk.visitor, title, words, desk.word("contexts.delete_now")):
        done = desk.word("contexts.deleted", name=one.name)
        await desk.do(desk.roles.unregister, one.id, author=desk.author, done=done)
