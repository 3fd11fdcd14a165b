"""What steps may ask of roles: contexts, and who has what inside them."""

from collections.abc import Sequence
from typing import Protocol


class Roles(Protocol):
    """The roles of the installation, as a run in one sandbox may use them. All raise `Problems`."""

    def register(self, component: str, entry: int, name: str) -> str:
        """The id of the entry's security context, made at the first time; a new name is taken over."""
        ...

    def lacking(self, user: str, context: str, roles: Sequence[str]) -> list[str]:
        """Those of the roles that a user (by id) does not have inside a context of this sandbox."""
        ...

    def assign(self, user: str, context: str, roles: Sequence[str]) -> None:
        """Give them those."""
        ...

    def held(self, user: str) -> int:
        """How many roles a user was assigned that runs here may take; in `prod` all of them."""
        ...

    def remove_all(self, user: str) -> None:
        """Take those."""
        ...


class SampleRoles:
    """For previews: nothing is changed, and results look as they would."""

    def register(self, component: str, entry: int, name: str) -> str:
        return "context-of-" + str(entry)

    def lacking(self, user: str, context: str, roles: Sequence[str]) -> list[str]:
        return list(roles)

    def assign(self, user: str, context: str, roles: Sequence[str]) -> None:
        pass

    def held(self, user: str) -> int:
        return 0

    def remove_all(self, user: str) -> None:
        pass
