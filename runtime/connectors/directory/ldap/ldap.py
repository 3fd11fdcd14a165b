"""An LDAP directory: people looked up, passwords tried."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any, ClassVar
from unicodedata import normalize

from runtime.connectors.directory.ldap.connection import opened, result
from runtime.connectors.directory.ldap.entries import attributes_of, person_of
from runtime.connectors.directory.ldap.filters import among, like, members
from runtime.connectors.directory.ldap.library import (
    ANONYMOUS,
    SIMPLE,
    SUBTREE,
    Connection,
)
from runtime.connectors.directory.ldap.settings import LdapSettings
from runtime.connectors.guard import Guard
from runtime.directory_access import DirectoryPerson
from runtime.problems import problem

_AT_ONCE = 50
"""People asked for in one search."""
_GROUPS = 500
_SUCCESS, _TOO_MANY, _NO_SUCH_PLACE = 0, 4, 32


class Ldap:
    """`Directory` of one saved state of a connector: a line for each question. Safe for threads."""

    searchable: ClassVar[bool] = True

    def __init__(self, settings: LdapSettings, secret: Callable[[str], str], guard: Guard) -> None:
        self.settings, self._secret, self._guard = settings, secret, guard

    def by_key(self, keys: Sequence[str], *, groups: bool = True) -> Sequence[DirectoryPerson | None]:
        found = self._among(self.settings.key, keys, groups)
        return [_only([one for one in found if one.key.casefold() == key.casefold()]) for key in keys]

    def by_name(self, names: Sequence[str], *, groups: bool = True) -> Sequence[DirectoryPerson | None]:
        found = self._among(self.settings.user_name, names, groups)
        return [_only([one for one in found if one.name.casefold() == name.strip().casefold()]) for name in names]

    def search(self, text: str, most: int) -> Sequence[DirectoryPerson]:
        wanted = [one for one in attributes_of(self.settings) if one not in (self.settings.key, self.settings.disabled)]
        with self._known() as line:
            found = self._found(line, like(self.settings.filter, wanted, text), most)
            return [self._with_groups(line, one) for one in found]

    def authenticate(self, password: str, *, key: str = "", name: str = "") -> DirectoryPerson | None:
        """A directory takes an empty password for nobody's and says yes; here it is wrong, and so is what looks empty
        to some. Whoever is not there has a password tried all the same, which nobody has."""
        password = "" if "\0" in password else password
        attribute, value = (self.settings.key, key) if key else (self.settings.user_name, name)
        with self._known() as line:
            found = self._found(line, among(self.settings.filter, attribute, [value]), 2) if value.strip() else []
            person = found[0] if len(found) == 1 else None
            place = person.place if person else f"{self.settings.user_name}={token_urlsafe(9)},{self.settings.base}"
            right = _takes(line, place, password if person and password else token_urlsafe(12))
            if person is None or not password or not right:
                return None
            self._introduce(line)
            return self._with_groups(line, person)

    def close(self) -> None:
        """Each question had a line of its own."""

    @contextmanager
    def _known(self) -> Iterator[Connection]:
        """A line on which the directory knows who we are."""
        with opened(self.settings, self._guard) as line:
            self._introduce(line)
            yield line

    def _introduce(self, line: Connection) -> None:
        user = self.settings.user
        if not _takes(line, user, self._secret("password") if user else ""):
            raise problem("directory_bind_refused", user=user, host=self._host, said=result(line)[1])

    def _among(self, attribute: str, values: Sequence[str], groups: bool) -> list[DirectoryPerson]:
        asked = list(dict.fromkeys(one.strip() for one in values if one.strip()))
        found: list[DirectoryPerson] = []
        for at in range(0, len(asked), _AT_ONCE):
            some = asked[at : at + _AT_ONCE]
            with self._known() as line:
                here = self._found(line, among(self.settings.filter, attribute, some), 2 * _AT_ONCE)
                found += [self._with_groups(line, one) for one in here] if groups else here
        return found

    def _found(self, line: Connection, asked: str, most: int) -> list[DirectoryPerson]:
        entries = self._asked(line, self.settings.base, asked, attributes_of(self.settings), most)
        return [person for one in entries if (person := person_of(self.settings, one))]

    def _with_groups(self, line: Connection, person: DirectoryPerson) -> DirectoryPerson:
        """With the names of the groups, and their whole places."""
        if not self.settings.group_base:
            return person
        asked = members(person.place, person.name)
        entries = self._asked(line, self.settings.group_base, asked, ["cn"], _GROUPS)
        names = [name.decode("utf-8", "replace") for one in entries for name in one["raw_attributes"].get("cn", [])]
        return replace(person, groups=(*sorted(set(names)), *sorted(str(one["dn"]) for one in entries)))

    def _asked(self, line: Connection, base: str, asked: str, attributes: list[str], most: int
               ) -> list[dict[str, Any]]:  # fmt: skip
        line.search(base, asked, SUBTREE, attributes=attributes, size_limit=most,
                    time_limit=max(1, int(self.settings.time_limit)))  # fmt: skip
        code, said = result(line)
        if code == _NO_SUCH_PLACE:
            raise problem("directory_base_missing", base=base, host=self._host)
        if code not in (_SUCCESS, _TOO_MANY):
            raise problem("directory_search_refused", host=self._host, said=said)
        return [one for one in line.response if one["type"] == "searchResEntry"][:most]

    @property
    def _host(self) -> str:
        return self.settings.place[0] if self.settings.place else self.settings.address


def _takes(line: Connection, user: str, password: str) -> bool:
    """Whether the directory takes us for this user from now on; without a user for nobody in particular.

    The password goes as it is: whatever signs it has, the directory is asked, and it takes the same time.
    """
    sent = normalize("NFKC", password).encode("utf-8", "surrogatepass")
    how = {"user": user, "password": sent, "authentication": SIMPLE} if user else {"authentication": ANONYMOUS}
    line.rebind(**how, read_server_info=False)
    return result(line)[0] == _SUCCESS


def _only(found: Sequence[DirectoryPerson]) -> DirectoryPerson | None:
    """Who is meant; nobody where several may be."""
    return found[0] if len(found) == 1 else None
