"""What every directory is told: whether its people may sign in here, and as what."""

from collections.abc import Collection

from pydantic import Field

from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Setting
from storage.person import NO_ROLE, ROLES, Role

RANKS = (NO_ROLE, *ROLES)
"""Roles from the lowest to the highest."""


class GroupRole(Setting):
    """The members of a group of the directory (by its name, or by its whole address there) have a role here."""

    group: str = Field(min_length=1)
    role: Role = "viewer"


class Membership(ConnectorSettings):
    """Who comes in. `sign_in`: people of the directory may sign in; `newcomers`: also those without an account here,
    who get one.

    `roles` are given at each sign-in, the highest that somebody's groups have; `role` is for everybody else. Without
    `roles`, `role` is where an account begins, and nothing changes it afterwards.
    """

    sign_in: bool = True
    newcomers: bool = False
    roles: list[GroupRole] = Field(default_factory=list)
    role: Role = "viewer"

    def role_of(self, groups: Collection[str]) -> Role:
        """The role of somebody in these groups."""
        mine = {one.casefold() for one in groups}
        found = [one.role for one in self.roles if one.group.strip().casefold() in mine]
        return max(found, key=RANKS.index) if found else self.role
