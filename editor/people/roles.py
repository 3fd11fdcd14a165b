"""Roles, right by right: the built-in ones, and those that this installation makes for itself."""

from collections.abc import Iterable
from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, grid, text, tool
from editor.data.question import confirmed
from editor.people.desk import Desk
from editor.people.sheet import Sheet, written
from editor.people.words import role_means, role_name
from storage.rights import EVERY, RIGHTS, Right


def roles(desk: Desk) -> None:
    with Element("div").classes("line"):
        text("p", desk.word("roles.about")).classes("quiet grow")
        new = button(desk.word("roles.new"), lambda: _ask(desk, "", ()), icon="add", kind="go")
        new.props('data-testid="role-new"')
    heads = (desk.word(key) for key in ("role", "may", "roles.holders", "deeds"))
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for role in (*RIGHTS, *desk.register.own_roles):
            _row(desk, role)
    with Element("section").classes("panel"):
        with Element("header"):
            text("h2", desk.word("rights.title"))
        with Element("dl").classes("body rights-list"):
            for right in EVERY:
                text("dt", desk.word(f"rights.{right}.name"))
                text("dd", desk.word(f"rights.{right}.means")).classes("quiet")


def _row(desk: Desk, role: str) -> None:
    own = role not in RIGHTS
    with Element("tr").props(f'data-testid="role-{role}"'):
        with Element("td"):
            text("div", role_name(desk, role)).classes("name")
            text("div", desk.word("roles.own" if own else "roles.built_in")).classes("small quiet")
        with Element("td"):
            text("div", role_means(desk, role))
            if not own:
                words = [desk.word(f"rights.{one}.name") for one in desk.register.rights(role)]
                text("div", " · ".join(words)).classes("small quiet")
        with Element("td").classes("figures"):
            text("span", desk.visitor.number(desk.register.holders(role)))
        with Element("td").classes("deeds"):
            if own:
                rights = desk.register.rights(role)
                change = tool(desk.word("roles.change", name=role), lambda: _ask(desk, role, rights), icon="edit")
                change.props(f'data-testid="role-change-{role}"')
                drop = tool(desk.word("roles.delete", name=role), lambda: _drop(desk, role), icon="delete")
                drop.props(f'data-testid="role-delete-{role}"')


def _ask(desk: Desk, role: str, rights: Iterable[Right]) -> None:
    """The sheet of a role of our own: its name, if it is new, and a box for each right."""
    name, wanted = [role], set(rights)

    async def go() -> None:
        await desk.do(desk.roles.define, name[0], sorted(wanted), desk.author)

    title = desk.word("roles.change", name=role) if role else desk.word("roles.new")
    with Sheet(desk, title, "role-sheet").open(desk.word("save" if role else "roles.make"), go) as sheet:
        if not role:
            box = written(desk.word("name"), "role-name", "", partial(name.__setitem__, 0))
            sheet.dialog.on("show", box.focus)
        for right in EVERY:
            _ask_right(desk, right, wanted)


def _ask_right(desk: Desk, right: Right, wanted: set[Right]) -> None:
    def choose(on: bool) -> None:
        (wanted.add if on else wanted.discard)(right)

    with Element("div").classes("right-line"):
        box = ui.checkbox(desk.word(f"rights.{right}.name"), value=right in wanted)
        box.on_value_change(lambda event: choose(event.value)).props(f'data-testid="right-{right}"')
        text("div", desk.word(f"rights.{right}.means")).classes("small quiet")


async def _drop(desk: Desk, role: str) -> None:
    words = desk.word("roles.loses", count=desk.register.holders(role))
    if await confirmed(desk.visitor, desk.word("roles.delete", name=role), words, desk.word("delete")):
        await desk.do(desk.roles.drop, role, desk.author, done=desk.word("deleted", name=role))
