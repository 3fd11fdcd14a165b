"""Roles, rights and places in words."""

from editor.people.desk import Desk
from storage.person import Person
from storage.rights import RIGHTS
from storage.roles import Assignment
from storage.sandboxes import PROD


def role_name(desk: Desk, role: str) -> str:
    return desk.word(f"roles.{role}.name") if role in RIGHTS else role


def role_choices(desk: Desk) -> dict[str, str]:
    """All roles by their names, those with few rights first."""
    return built_in(desk) | {role: role for role in desk.register.own_roles}


def built_in(desk: Desk) -> dict[str, str]:
    """Those that an account has of its own, one each."""
    return {role: role_name(desk, role) for role in RIGHTS}


def role_means(desk: Desk, role: str) -> str:
    """What somebody with the role may do, in a sentence."""
    if role in RIGHTS:
        return desk.word(f"roles.{role}.means")
    rights = [desk.word(f"rights.{one}.name") for one in desk.register.rights(role)]
    return " · ".join(rights) or desk.word("roles.none.means")


def where(desk: Desk, one: Assignment) -> str:
    """Where a role holds."""
    context = desk.register.context(one.context) if one.context else None
    if context:
        beside = "" if context.sandbox == PROD else f" ({context.sandbox})"
        return desk.word("where.context", name=f"{context.name}{beside}")
    return desk.word("where.sandbox", name=one.sandbox) if one.sandbox else desk.word("where.everywhere")


def assigned(desk: Desk, one: Assignment) -> str:
    return f"{role_name(desk, one.role)} · {where(desk, one)}"


def signs_in(desk: Desk, person: Person) -> str:
    """What opens the account."""
    if person.provider:
        return desk.word("by_directory", name=person.provider)
    return desk.word("by_link" if person.id in desk.register.awaited else "by_password")
