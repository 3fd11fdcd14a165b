"""The connectors of one sandbox, their secrets encrypted apart from them."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from storage.connector import Connector
from storage.cupboard import Cupboard
from storage.errors import NotFound, Stale
from storage.record import now
from storage.secrets import Secrets, SecretUnreadable
from storage.shelf import fit_for_a_name
from storage.slugs import slug
from storage.witness import Witness, unseen


class Connectors:
    """Systems by id, in `folder/<sandbox>.json`, or in memory without a folder. Unknown ids raise `NotFound`."""

    def __init__(self, folder: Path | None, secrets: Secrets, sandbox: str = "prod", witness: Witness = unseen) -> None:
        if not fit_for_a_name(sandbox):
            raise NotFound("sandbox", sandbox)
        self._cupboard = Cupboard(folder / f"{sandbox}.json" if folder else None)
        self._secrets, self._sandbox, self._witness = secrets, sandbox, witness

    def list(self) -> Sequence[Connector]:
        """Every connector, by name."""
        found = [Connector.model_validate(one) for one in self._cupboard.all().values()]
        return sorted(found, key=lambda one: (one.name.casefold(), one.id))

    def get(self, id: str) -> Connector:
        found = self._cupboard.all().get(id)
        if found is None:
            raise NotFound("connector", id)
        return Connector.model_validate(found)

    def save(self, connector: Connector, secrets: Mapping[str, str], author: str, revision: int | None = None
             ) -> Connector:  # fmt: skip
        """Store it, as it is now; without an id it is a new one, and gets its id from its name.

        `secrets` are the values that were entered, by name: those that are not named stay, an empty one is forgotten.
        `Stale` where `revision` is given and is not the current one.
        """
        with self._cupboard.changing() as things:
            name = connector.id or slug(connector.name, things, "connector")
            before = Connector.model_validate(things[name]) if name in things else Connector(updated_at=now())
            if connector.id and connector.revision and name not in things:
                raise NotFound("connector", name)
            if revision is not None and revision != before.revision:
                when = datetime.fromisoformat(before.updated_at)
                raise Stale(str(revision), str(before.revision), before.updated_by, when)
            if secrets:
                self._secrets.put(self._owner(name), secrets)
            told = {"id": name, "revision": before.revision + 1, "updated_at": now(), "updated_by": author}
            saved = connector.model_copy(update=told)
            seen, things[name] = things.get(name), saved.model_dump(mode="json")
        entered = {"entered": sorted(secrets)} if secrets else {}
        self._witness("connector_saved", f"connector/{name}", author=author, sandbox=self._sandbox, before=seen,
                      after=saved.model_dump(mode="json") | entered)  # fmt: skip
        return saved

    def delete(self, id: str, author: str = "") -> None:
        """The connector and its secrets are gone."""
        with self._cupboard.changing() as things:
            seen = things.pop(id, None)
            if seen is None:
                raise NotFound("connector", id)
            self._secrets.drop(self._owner(id))
        self._witness("connector_deleted", f"connector/{id}", author=author, sandbox=self._sandbox, before=seen)

    def clear(self) -> None:
        """All connectors are gone, and first their secrets."""
        with self._cupboard.changing() as things:
            self._secrets.drop_all(self._owner(""))
            things.clear()

    def secret(self, id: str, name: str) -> str:
        """The plain value. `SecretUnreadable` names the connector whose secret must be entered again."""
        try:
            return self._secrets.get(self._owner(id), name)
        except SecretUnreadable as lost:
            named = self._cupboard.all().get(id, {}).get("name") or id
            raise SecretUnreadable(lost.code, connector=named, name=name) from lost

    def secrets(self, id: str) -> Sequence[str]:
        """The names of the secrets that were entered."""
        return self._secrets.names(self._owner(id))

    def stamp(self) -> Hashable:
        """Another value after every change."""
        return self._cupboard.stamp()

    def _owner(self, id: str) -> str:
        return f"{self._sandbox}/connector/{id}"
