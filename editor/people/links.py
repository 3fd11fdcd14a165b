"""Links that are made for somebody else: an invitation, or a way to a new password."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from runtime.installation import Installation
from runtime.problems import problem
from runtime.public_address import public_address
from storage.links import LIFETIMES
from storage.person import Person

LinkKind = Literal["invitation", "reset"]


@dataclass(frozen=True)
class MadeLink:
    """`address` is shown once, to whoever made it; it works until `ends`, and once."""

    kind: LinkKind
    address: str
    ends: datetime


def link_for(installation: Installation, person: Person, author: str, origin: str = "") -> MadeLink:
    """An invitation while the account has no password, else a link to a new one; older links work no longer.

    `origin` is the address by which the author reaches us, for an installation that was told no public one. `Problems`
    for a directory's person, for a closed account and where no address is known.
    """
    people = installation.people
    if person.provider:
        raise problem("password_elsewhere", name=person.name, provider=person.provider)
    kind: LinkKind = "reset" if people.has_password(person.name) else "invitation"
    if person.disabled and kind == "reset":
        raise problem("link_for_closed", name=person.name)
    root = public_address() or origin or installation.public_address()
    if not root:
        raise problem("public_address_missing")
    secret = people.custody.link(person, kind, author)
    return MadeLink(kind, f"{root}/{kind}/{secret}", datetime.now(UTC) + LIFETIMES[kind])
