"""What somebody may do, and how they come in."""

from functools import partial

from nicegui.element import Element

from editor.controls import button, text
from editor.data.question import confirmed
from editor.people.desk import Desk
from editor.people.giving import chips, give_button
from editor.people.handing_over import hand_over
from editor.people.sheet import chosen
from editor.people.words import assigned, built_in, role_means, role_name, signs_in
from storage.person import Person


def may_do(desk: Desk, person: Person) -> None:
    """The role that holds everywhere, groups, and what was given beside it."""
    with Element("section").classes("panel").props('data-testid="person-roles"'):
        with Element("header"):
            text("h2", desk.word("may"))
        with Element("div").classes("body people-form"):
            means, turn = role_means(desk, person.role), partial(_set_role, desk, person)
            chosen(desk.word("role_everywhere"), "person-role", built_in(desk), person.role, turn, hint=means)
            text("h3", desk.word("given_roles"))
            chips(desk, desk.register.given(person.id))
            give_button(desk, person.id)
            for group in desk.register.groups_of(person):
                words = [assigned(desk, one) for one in desk.register.given(group.holder)]
                told = "; ".join(words) or desk.word("nothing_given")
                text("p", desk.word("by_group", name=group.name, roles=told)).classes("small quiet")


def comes_in(desk: Desk, person: Person) -> None:
    """Password or directory, second factor, sessions; disabling and enabling."""
    state, on = desk.register.state(person), person.id in desk.register.factors
    with Element("section").classes("panel").props('data-testid="person-access"'):
        with Element("header"):
            text("h2", desk.word("signing_in"))
        with Element("dl").classes("body people-facts"):
            _fact(desk.word("state"), desk.word(f"states.{state}"))
            _fact(desk.word("by"), signs_in(desk, person))
            _fact(desk.word("factor"), desk.word("factor_on" if on else "factor_off"))
            last = desk.register.last_in.get(person.id)
            _fact(desk.word("last_in"), desk.visitor.minute(last) if last else desk.word("never"))
        with Element("div").classes("body people-deeds"):
            if not (person.provider or person.disabled):
                words = desk.word("make_invitation" if state == "awaited" else "make_reset")
                made = button(words, lambda: hand_over(desk, person), icon="link")
                made.props('data-once data-testid="person-link"')
            if on:
                reset = button(desk.word("reset_factor"), partial(_reset_factor, desk, person), icon="phonelink_erase")
                reset.props('data-testid="person-factor"')
            if desk.people.sessions(person.name):
                end = button(desk.word("end_sessions"), partial(_end_sessions, desk, person), icon="logout")
                end.props('data-testid="person-sessions"')
            switch = desk.word("enable" if person.disabled else "disable")
            turn = button(switch, partial(_switch, desk, person), icon="lock_open" if person.disabled else "lock")
            turn.props('data-testid="person-switch"')


def _fact(name: str, value: str) -> None:
    text("dt", name)
    text("dd", value)


async def _set_role(desk: Desk, person: Person, role: str) -> None:
    done = desk.word("role_now", name=person.name, role=role_name(desk, role))
    try:
        await desk.do(desk.people.set_role, person.name, role, author=desk.author, done=done)
    except Exception:
        desk.again()  # the box stands on what was chosen
        raise


async def _reset_factor(desk: Desk, person: Person) -> None:
    title, words = desk.word("reset_factor_title", name=person.name), desk.word("reset_factor_means")
    if await confirmed(desk.visitor, title, words, desk.word("reset_factor")):
        await desk.do(desk.people.custody.drop_second_factor, person, desk.author, done=desk.word("factor_gone"))


async def _end_sessions(desk: Desk, person: Person) -> None:
    await desk.do(
        desk.people.custody.end_sessions, person, desk.author, done=desk.word("sessions_gone", name=person.name)
    )


async def _switch(desk: Desk, person: Person) -> None:
    disabling = not person.disabled
    title, words = desk.word("disable_title", name=person.name), desk.word("disable_means")
    if disabling and not await confirmed(desk.visitor, title, words, desk.word("disable")):
        return
    done = desk.word("disabled_now" if disabling else "enabled_now", name=person.name)
    await desk.do(desk.people.set_disabled, person.name, disabling, author=desk.author, done=done)
