"""From somebody of a directory to an account here, once per key."""

from contextlib import suppress

from runtime.connectors.directory.settings import Membership
from runtime.directory_access import DirectoryPerson
from storage.errors import Conflict, Refused
from storage.people import People, Person
from storage.person import fit_email, fit_word


def enrolled(people: People, provider: str, settings: Membership, found: DirectoryPerson, *, name: str = "",
             author: str = "") -> tuple[Person, bool]:  # fmt: skip
    """The account of this key, and whether it was made now; it has no password of its own.

    `name` is what it is called where that is another name than there. `Conflict("name_taken")` where somebody else has
    it, `Refused` for a name that will not do.
    """
    known = people.outside.find(provider, found.key)
    if known:
        return known, False
    try:
        made = people.add(name or found.name, None, settings.role_of(found.groups), _info(found), provider=provider,
                          external_key=found.key, author=author or provider)  # fmt: skip
    except Conflict:
        again = people.outside.find(provider, found.key)  # somebody was quicker
        if again is None:
            raise
        return again, False
    return made, True


def refreshed(people: People, settings: Membership, found: DirectoryPerson, person: Person) -> Person:
    """The account as the directory tells of it now. The last administrator stays one."""
    info = {field: value for field, value in _info(found).items() if value != getattr(person, field)}
    if info:
        people.set_info(person.name, info, author=person.provider)
    role = settings.role_of(found.groups) if settings.roles else person.role
    if role != person.role:
        with suppress(Conflict):
            people.set_role(person.name, role, author=person.provider)
    return people.by_id(person.id)


def _info(found: DirectoryPerson) -> dict[str, str]:
    """What an account can keep of it: what is no address here stays there."""
    kept: dict[str, str] = {}
    for field in ("email", "first_name", "last_name"):
        value = getattr(found, field)
        with suppress(Refused):
            kept[field] = fit_email(value) if field == "email" else fit_word(field, value)
    return kept
