"""Whom somebody may let in who does not administer: with a role that may less than they may themself."""

from collections.abc import Collection, Sequence

from storage.rights import EVERY, RIGHTS
from storage.roles import Roles


def offered(roles: Roles, name: str, scopes: Collection[str] = EVERY) -> Sequence[str]:
    """The built-in roles that somebody may give to a newcomer; every one to an administrator.

    They hold everywhere, and so only what the giver may everywhere counts. A token may be narrowed by its `scopes`.
    """
    mine = roles.rights(name, "").intersection(scopes)
    if "administer" in mine:
        return list(RIGHTS)
    return [role for role, theirs in RIGHTS.items() if "invite" in mine and theirs < mine]
