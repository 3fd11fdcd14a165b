"""Giving a role and taking it away: to a person or a group; everywhere, in a sandbox, inside a context."""

from dataclasses import dataclass
from functools import partial

from nicegui.element import Element

from editor.controls import button, icon, text
from editor.people.desk import Desk
from editor.people.sheet import Sheet, chosen
from editor.people.words import assigned, role_choices, role_means, role_name
from runtime.problems import problem
from storage.person import NO_ROLE
from storage.roles import Assignment

_OFFERED = 100
"""Contexts to choose from; of more, the tab Contexts finds the one that is meant."""


@dataclass
class _Gift:
    holder: str
    role: str
    where: tuple[str, str]
    """Sandbox and context, as an assignment has them."""


def give(desk: Desk, holder: str = "", context: str = "") -> None:
    """Ask which role, where, and to whom, as far as it is not said."""
    known = desk.register.context(context)
    gift = _Gift(holder, "viewer", (known.sandbox, context) if known else ("", ""))

    async def go() -> None:
        if not gift.holder:
            raise problem("nobody_chosen")
        sandbox, inside = gift.where
        done = desk.word("given", name=desk.register.holder(gift.holder), role=role_name(desk, gift.role))
        await desk.do(desk.roles.assign, gift.holder, gift.role, sandbox=sandbox, context=inside, author=desk.author,
                      done=done)  # fmt: skip

    name = desk.register.holder(holder) or (known.name if known else "")
    with Sheet(desk, desk.word("give_to" if holder else "give_in", name=name), "give").open(desk.word("give"), go):
        if not holder:
            _ask_whom(desk, gift)
        _ask_role(desk, gift)
        if not known:
            _ask_where(desk, gift)


def chips(desk: Desk, given: list[Assignment], *, whose: bool = False) -> None:
    """What was given, each with the cross that takes it away. With `whose` the holder's name stands in it."""
    if not given:
        text("p", desk.word("nothing_given")).classes("quiet small")
        return
    with Element("ul").classes("chip-line"):
        for one in given:
            holder = desk.register.holder(one.holder)
            words = (
                desk.word("by_holder", name=holder, role=role_name(desk, one.role)) if whose else assigned(desk, one)
            )
            with Element("li").classes("word"):
                text("div", words)
                cross = Element("button").props('type="button"').on("click", partial(_take, desk, one), args=[])
                cross.props["aria-label"] = desk.word("take", role=words, name=holder)
                with cross:
                    icon("close")


def give_button(desk: Desk, holder: str = "", context: str = "") -> None:
    made = button(desk.word("give"), lambda: give(desk, holder, context), icon="add", kind="link")
    made.props(f'data-testid="give-{holder or context}"')


async def _take(desk: Desk, one: Assignment) -> None:
    done = desk.word("taken", role=role_name(desk, one.role), name=desk.register.holder(one.holder))
    await desk.do(desk.roles.take, one, desk.author, done=done)


def _ask_whom(desk: Desk, gift: _Gift) -> None:
    groups = {one.holder: desk.word("group_named", name=one.name) for one in desk.register.groups}
    everybody = groups | {one.id: one.name for one in desk.register.people}

    def choose(holder: str | None) -> None:
        gift.holder = holder or ""

    chosen(desk.word("whom"), "give-whom", everybody, None, choose, typed=True)


def _ask_role(desk: Desk, gift: _Gift) -> None:
    def choose(role: str) -> None:
        gift.role = role
        means._text = role_means(desk, role)
        means.update()

    roles = {role: name for role, name in role_choices(desk).items() if role != NO_ROLE}
    chosen(desk.word("role"), "give-role", roles, gift.role, choose)
    means = text("p", role_means(desk, gift.role)).classes("quiet small").props('role="status"')


def _ask_where(desk: Desk, gift: _Gift) -> None:
    places = {("", ""): desk.word("where.everywhere")}
    places |= {(one, ""): desk.word("where.sandbox", name=one) for one in desk.register.sandboxes}
    known = desk.register.contexts[:_OFFERED]
    places |= {(one.sandbox, one.id): desk.word("where.context", name=one.name) for one in known}
    hint = desk.word("where.hint")
    chosen(desk.word("where.title"), "give-where", places, ("", ""), partial(setattr, gift, "where"), hint=hint)
