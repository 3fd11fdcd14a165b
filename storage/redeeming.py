"""What links do that work once: a new password, an invitation accepted, an address confirmed."""

from storage.errors import NotFound
from storage.links import Purpose
from storage.passwords import check_strength
from storage.people import People, Person


def behind(people: People, secret: str, purpose: Purpose) -> Person | None:
    """Whose link it is, as long as it works.

    A closed account gets no new password, and confirming an address opens none but what was created disabled.
    """
    link = people.links.find(secret, purpose)
    try:
        person = people.by_id(link.person) if link else None
    except NotFound:
        return None
    return None if person is None or (person.disabled and not _opens(person, purpose)) else person


def redeem(people: People, secret: str, purpose: Purpose, password: str) -> Person | None:
    """Set a password by a link, which is used up; an invitation opens the account. None where it holds no longer.

    `Refused` for a weak password: the link still holds then.
    """
    person = behind(people, secret, purpose)
    if person is None:
        return None
    check_strength(password, person.name)
    if people.links.use(secret, purpose) is None:
        return None
    people.set_password(person.name, password, author=person.name)
    if purpose == "invitation":
        _open(people, person)
    return people.by_id(person.id)


def confirm(people: People, secret: str) -> Person | None:
    """Confirm an address by a link, which is used up; the account is open. None where it holds no longer."""
    person = behind(people, secret, "confirm")
    if person is None or people.links.use(secret, "confirm") is None:
        return None
    _open(people, person)
    return people.by_id(person.id)


def _opens(person: Person, purpose: Purpose) -> bool:
    return purpose == "invitation" or (purpose == "confirm" and person.awaiting)


def _open(people: People, person: Person) -> None:
    if person.disabled:
        people.set_disabled(person.name, False, author=person.name)
