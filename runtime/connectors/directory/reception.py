"""Whoever comes in by a directory: known by their key, registered once, let in as their groups say, or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe
from threading import Lock

from runtime.connectors.directory.directories import SandboxDirectories
from runtime.connectors.directory.directory import Directory
from runtime.connectors.directory.enrolling import enrolled, refreshed
from runtime.connectors.guard import Guard
from runtime.directory_access import DirectoryPerson
from runtime.problems import Problems
from storage.connectors import Connectors
from storage.errors import StorageError
from storage.outsiders import DirectorySilent
from storage.people import People, Person
from storage.sandboxes import PROD

STAYS = timedelta(hours=12)
"""How long a session lasts where a provider cannot be asked whether somebody is still welcome."""


class Reception:
    """`connectors` gives those of a sandbox. Its directories open the doors of the whole installation in `prod` alone;
    whoever was registered from another sandbox comes back by its directory."""

    def __init__(self, people: People, connectors: Callable[[str], Connectors], guard: Guard) -> None:
        self._people, self._connectors, self._guard = people, connectors, guard
        self._directories: dict[str, SandboxDirectories] = {}
        self._lock = Lock()

    def directories(self, sandbox: str) -> SandboxDirectories:
        """Those of a sandbox."""
        with self._lock:
            if sandbox not in self._directories:
                self._directories[sandbox] = SandboxDirectories(self._connectors(sandbox), self._guard)
            return self._directories[sandbox]

    def close(self) -> None:
        for one in self._directories.values():
            one.close()

    def by_password(self, name: str, password: str, person: Person | None) -> Person | None:
        """`storage.outsiders.Elsewhere`. Every directory is asked something, whoever it is, so that the answer tells
        nobody who is known where; a password goes only to the directory whose business it is."""
        found: tuple[str, Directory, DirectoryPerson] | None = None
        silent = False
        for provider, directory in self._doors(person):
            mine = provider == person.provider if person else directory.settings.newcomers
            asked = {"key": person.external_key if person else "", "name": name}
            try:
                if not (mine and password):
                    directory.authenticate(token_urlsafe(9), name=token_urlsafe(9))
                elif came := directory.authenticate(password, **asked):
                    found = provider, directory, came
            except (Problems, StorageError):
                silent = True
        if found is None and silent:
            raise DirectorySilent
        return self.admitted(*found) if found else None

    def admitted(self, provider: str, directory: Directory, came: DirectoryPerson) -> Person | None:
        """The account of somebody who proved at the directory who they are, as it is from now on; None for who is
        disabled there, or has no account and gets none."""
        known = self._people.outside.find(provider, came.key)
        if known:
            self._people.outside.bar(known, came.disabled)
        if came.disabled or not (known or directory.settings.newcomers):
            return None
        person = known or enrolled(self._people, provider, directory.settings, came)[0]
        return refreshed(self._people, directory.settings, came, person)

    def look_again(self) -> None:
        """Ask the directories about everybody who is in: who is disabled there, or gone, is out. What does not answer
        is asked the next time."""
        for provider in self._people.outside.providers():
            directory = self._known(provider)
            if directory is None or not directory.settings.sign_in:
                self._people.outside.end_before(provider, datetime.now(UTC))
            elif not directory.searchable:
                self._people.outside.end_before(provider, datetime.now(UTC) - STAYS)
            else:
                self._look_again(provider, directory)

    def _look_again(self, provider: str, directory: Directory) -> None:
        present = self._people.outside.present(provider)
        try:
            found = directory.by_key([one.external_key for one in present], groups=False)
        except (Problems, StorageError):
            return
        for person, there in zip(present, found, strict=True):
            self._people.outside.bar(person, there is None or there.disabled)

    def _doors(self, person: Person | None) -> list[tuple[str, Directory]]:
        """The directories that take passwords, and this person's own."""
        found = {one.id: directory for one, directory in self.directories(PROD).doors() if directory.searchable}
        if person and "/" in person.provider and (own := self._known(person.provider)) and own.settings.sign_in:
            found[person.provider] = own
        return list(found.items())

    def _known(self, provider: str) -> Directory | None:
        """The directory that a person's `provider` names."""
        sandbox, _, connector = provider.rpartition("/")
        try:
            return self.directories(sandbox or PROD).get(connector)
        except (Problems, StorageError):
            return None


def provider_of(sandbox: str, connector: str) -> str:
    """What `Person.provider` says of a directory."""
    return connector if sandbox == PROD else f"{sandbox}/{connector}"
