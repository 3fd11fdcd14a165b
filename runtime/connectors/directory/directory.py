"""What every directory can do, whatever it is spoken to in."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from runtime.connectors.directory.settings import Membership
from runtime.directory_access import DirectoryPerson


class Directory(Protocol):
    """One directory. Every method may raise `Problems` that say what to change, or `Outage` where it does not answer.

    A directory that is not `searchable` tells only of people who stand at its own page; then `by_key`, `by_name` and
    `search` find nobody, and no password is right.
    """

    searchable: ClassVar[bool]

    @property
    def settings(self) -> Membership: ...

    def by_key(self, keys: Sequence[str], *, groups: bool = True) -> Sequence[DirectoryPerson | None]:
        """Who has these keys, in their order; None where nobody has. `groups`: also which groups they are in."""
        ...

    def by_name(self, names: Sequence[str], *, groups: bool = True) -> Sequence[DirectoryPerson | None]:
        """The same by the names that they sign in with; None also where several have the name."""
        ...

    def search(self, text: str, most: int) -> Sequence[DirectoryPerson]:
        """Some of the people with these words in their names or addresses; without words some of all."""
        ...

    def authenticate(self, password: str, *, key: str = "", name: str = "") -> DirectoryPerson | None:
        """The person with this key (else this name), when the password is theirs; else None, after the same time."""
        ...

    def close(self) -> None:
        """Let its connections go."""
        ...
