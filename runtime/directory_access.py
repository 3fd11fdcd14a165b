"""What steps may ask of directories: who somebody is there, and that they get an account here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

SEARCHED = {"ldap": True, "oidc": False}
"""The kinds of connectors that are directories, and whether people can be looked up there by their names alone."""


@dataclass(frozen=True)
class DirectoryPerson:
    """Somebody as a directory knows them. `key` never changes there; `name` is what they type to sign in.

    `place` is the entry's own address in the directory, where it has one.
    """

    key: str
    name: str
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    disabled: bool = False
    groups: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Wanted:
    """Whom a step looks for: by the `key`, else by the `name`; with both, `name` is what the account is called here."""

    name: str = ""
    key: str = ""


class Directories(Protocol):
    """The directories of the sandbox, as a step may use them."""

    def find(self, provider: str, wanted: Sequence[Wanted]) -> Sequence[DirectoryPerson | None]:
        """Who they are, in the order of `wanted`; None where nobody is that. A provider that cannot be searched is
        believed what `wanted` says.

        `Problems` where the connector is no directory or refuses, `Outage` where it does not answer.
        """
        ...

    def register(self, provider: str, found: DirectoryPerson, name: str = "") -> dict[str, Any]:
        """An account for this person, once per key: their `id`, `name`, `email`, `first_name`, `last_name`, `role` and
        whether it was `created` now. `name` is what the account is called where it is another name than there.

        `Problems` where somebody else has the name here.
        """
        ...


class NoDirectories:
    """For whoever may look at a flow and not at people."""

    def find(self, provider: str, wanted: Sequence[Wanted]) -> Sequence[DirectoryPerson | None]:
        return [None] * len(wanted)

    def register(self, provider: str, found: DirectoryPerson, name: str = "") -> dict[str, Any]:
        raise AssertionError("nobody is registered here")
