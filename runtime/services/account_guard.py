"""Whose accounts the flows of a sandbox change: no administrator's, and outside `prod` nobody's who counts beyond it.

Accounts are those of the whole installation: whoever designs flows in one sandbox would be everybody in the others.
"""

from runtime.problems import problem
from storage.person import Person
from storage.roles import Roles
from storage.sandboxes import PROD


class AccountGuard:
    """Closed accounts are guarded like open ones, as a flow may open them. All raise `Problems`."""

    def __init__(self, roles: Roles, sandbox: str) -> None:
        self._roles, self._sandbox = roles, sandbox

    @property
    def reach(self) -> str | None:
        """The sandbox whose roles its flows take away; None in `prod`, for all of them."""
        return None if self._sandbox == PROD else self._sandbox

    def check_no_administrator(self, person: Person, setting: str) -> None:
        """By the role of the account, by one that was given, or in a group."""
        if self._roles.administers(person):
            raise problem("account_guarded", setting, name=person.name)

    def check_of_here(self, person: Person, setting: str) -> None:
        """Nobody who may do anything in another sandbox."""
        if self._sandbox != PROD and self._roles.counts_beyond(person, self._sandbox):
            raise problem("account_of_elsewhere", setting, name=person.name, sandbox=self._sandbox)
