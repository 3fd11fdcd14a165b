"""Groups: what a group is given, all its members have."""

from functools import partial

from nicegui.element import Element

from editor.controls import button, icon, text, tool
from editor.data.question import confirmed
from editor.people.desk import Desk
from editor.people.giving import chips, give_button
from editor.people.sheet import Sheet, chosen, written
from runtime.problems import problem
from storage.groups import Group


def groups(desk: Desk) -> None:
    with Element("div").classes("line"):
        text("p", desk.word("groups.means")).classes("quiet grow")
        new = button(desk.word("groups.new"), lambda: _ask_name(desk, None), icon="group_add", kind="go")
        new.props('data-testid="group-new"')
    if not desk.register.groups:
        with Element("div").classes("empty"):
            icon("groups")
            text("p", desk.word("groups.empty"))
    for one in desk.register.groups:
        _group(desk, one)


def _group(desk: Desk, group: Group) -> None:
    with Element("section").classes("panel").props(f'data-testid="group-{group.name}"'):
        with Element("header"):
            text("h2", group.name).classes("grow")
            rename = tool(desk.word("groups.rename", name=group.name), lambda: _ask_name(desk, group), icon="edit")
            rename.props(f'data-testid="group-rename-{group.name}"')
            drop = tool(desk.word("groups.delete", name=group.name), lambda: _drop(desk, group), icon="delete")
            drop.props(f'data-testid="group-delete-{group.name}"')
        with Element("div").classes("body people-pair"):
            with Element("div").classes("people-part"):
                text("h3", desk.word("groups.members"))
                _members(desk, group)
            with Element("div").classes("people-part"):
                text("h3", desk.word("tabs.roles"))
                chips(desk, desk.register.given(group.holder))
                give_button(desk, group.holder)


def _members(desk: Desk, group: Group) -> None:
    known = [one for one in desk.register.people if one.id in group.members]
    if not known:
        text("p", desk.word("groups.nobody")).classes("quiet small")
    with Element("ul").classes("chip-line"):
        for one in known:
            with Element("li").classes("word"):
                text("div", one.name)
                leave = partial(desk.do, desk.roles.groups.leave, group.id, one.id, desk.author)
                cross = Element("button").props('type="button"').on("click", leave, args=[])
                cross.props["aria-label"] = desk.word("groups.remove", name=one.name, group=group.name)
                with cross:
                    icon("close")
    if len(known) < len(desk.register.people):
        more = button(desk.word("groups.add_member"), lambda: _ask_member(desk, group), icon="add", kind="link")
        more.props(f'data-testid="group-add-{group.name}"')


def _ask_member(desk: Desk, group: Group) -> None:
    others = {one.id: one.name for one in desk.register.people if one.id not in group.members}
    whom: list[str | None] = [None]

    async def go() -> None:
        if whom[0] is None:
            raise problem("nobody_chosen")
        await desk.do(desk.roles.groups.join, group.id, whom[0], desk.author)

    title = desk.word("groups.add_to", name=group.name)
    with Sheet(desk, title, "member-sheet").open(desk.word("add"), go, icon_name="person_add"):
        chosen(desk.word("person"), "member-name", others, whom[0], partial(whom.__setitem__, 0), typed=True)


def _ask_name(desk: Desk, group: Group | None) -> None:
    typed = [group.name if group else ""]

    async def go() -> None:
        if group:
            await desk.do(desk.roles.groups.rename, group.id, typed[0], desk.author)
        else:
            await desk.do(desk.roles.groups.add, typed[0], desk.author)

    title = desk.word("groups.rename", name=group.name) if group else desk.word("groups.new")
    with Sheet(desk, title, "group-sheet").open(desk.word("save" if group else "groups.make"), go) as sheet:
        box = written(desk.word("name"), "group-name", typed[0], partial(typed.__setitem__, 0))
    box.first_in(sheet.dialog)


async def _drop(desk: Desk, group: Group) -> None:
    loses = desk.word("groups.loses", count=len(group.members))
    if await confirmed(desk.visitor, desk.word("groups.delete_title", name=group.name), loses, desk.word("delete")):
        await desk.do(desk.roles.groups.drop, group.id, desk.author, done=desk.word("deleted", name=group.name))
