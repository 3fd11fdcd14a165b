"""The directories of a sandbox as one step of a run may use them."""

from collections.abc import Sequence
from typing import Any

from runtime.connectors.directory.directories import SandboxDirectories
from runtime.connectors.directory.enrolling import enrolled
from runtime.directory_access import DirectoryPerson, Wanted
from runtime.problems import problem
from storage.errors import Conflict, Refused
from storage.people import People

_SHOWN = ("id", "name", "email", "first_name", "last_name", "role")


class StepDirectories:
    """`Directories` for a run of `user`. `prefix` tells the directories of other sandboxes from those of `prod`."""

    def __init__(self, directories: SandboxDirectories, people: People, user: str, prefix: str = "") -> None:
        self._directories, self._people, self._user, self._prefix = directories, people, user, prefix

    def find(self, provider: str, wanted: Sequence[Wanted]) -> Sequence[DirectoryPerson | None]:
        directory = self._directories.get(provider)
        if not directory.searchable:
            return [DirectoryPerson(one.key, one.name) if one.key and one.name else None for one in wanted]
        by_key = iter(directory.by_key([one.key for one in wanted if one.key]))
        by_name = iter(directory.by_name([one.name for one in wanted if not one.key]))
        return [next(by_key if one.key else by_name) for one in wanted]

    def register(self, provider: str, found: DirectoryPerson, name: str = "") -> dict[str, Any]:
        settings = self._directories.get(provider).settings
        try:
            person, created = enrolled(
                self._people, f"{self._prefix}{provider}", settings, found, name=name, author=self._user
            )
        except Conflict as taken:
            raise problem("external_user_name_taken", "user_name", name=name or found.name) from taken
        except Refused as unfit:
            raise problem("external_user_name_unfit", "user_name", name=name or found.name) from unfit
        return {field: getattr(person, field) for field in _SHOWN} | {"created": created}
