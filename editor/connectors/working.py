"""A connector on an open page: as it is stored, and as the person has filled it in until it is saved."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from editor.connectors.keeping import Filled, Keeper, filled
from editor.connectors.kinds import needs
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problem, Problems, problem
from storage.connector import Connector
from storage.errors import NotFound, Stale

Settings = dict[str, Any]


class Working:
    """Nothing reaches the store before `save`. Whoever shows it `watch`es it.

    Problems are told from the first attempt to save (or to try) on, all of them, until there are none.
    """

    def __init__(self, installation: Installation, visitor: Visitor, connector: Connector) -> None:
        self.installation, self.visitor = installation, visitor
        self.connectors = installation.connectors()
        self.opened: int | None = None
        """Which endpoint is being edited."""
        self.tried = 0
        """Which endpoint is being tried."""
        self.stale: Stale | None = None
        self.problems: Sequence[Problem] = ()
        self.checked = object()
        self.flushing: list[Callable[[], None]] = []
        self._asked = False
        self._watchers: list[Callable[[], Any]] = []
        self.take(connector)

    def take(self, connector: Connector) -> None:
        """Begin anew from a stored state."""
        self.saved, self.stale, self._asked, self.problems = connector, None, False, ()
        self.kind, self.name, self.description = connector.kind, connector.name, connector.description
        self.settings: Settings = dict(connector.settings)
        self.endpoints: list[Settings] = [one.model_dump(mode="json") for one in connector.endpoints]
        self.checked = object()
        self.opened = self.opened if self.opened in range(len(self.endpoints)) else None
        self.tried = self.tried if self.tried in range(len(self.endpoints)) else 0

    @property
    def keeper(self) -> Keeper:
        return Keeper(self.installation, self.visitor.person.name, self.visitor.may("administer"), self.visitor.sandbox)

    @property
    def new(self) -> bool:
        return self.saved.revision == 0

    @property
    def changed(self) -> bool:
        """Whether there is anything to save."""
        return self.new or _shape(self.given()) != _shape(self.saved)

    def given(self) -> Connector:
        """As it is filled in now, typed secrets inside."""
        settings = {name: self._unless_empty(name, value) for name, value in self.settings.items()}
        told = {"name": self.name, "description": self.description, "settings": settings}
        endpoints = [_document(one) for one in self.endpoints]
        return Connector.model_validate({**self.saved.model_dump(mode="json"), **told, "endpoints": endpoints})

    def filled(self) -> Filled:
        self.flush()
        return filled(self.connectors, self.given(), administers=self.visitor.may("administer"))

    def edited(self) -> None:
        """Something was filled in."""
        if self._asked:
            self.check()
        self.tell()

    def check(self) -> Filled:
        """Find everything that is wrong, and tell it from now on."""
        self._asked = True
        found = filled(self.connectors, self.given(), administers=self.visitor.may("administer"))
        self.problems, self.checked = found.problems, object()
        return found

    async def save(self, *, over: bool = False) -> bool:
        """Whether it is saved. `over`: also where somebody else saved in between."""
        self.need()
        self.flush()
        revision = None if over else self.saved.revision
        try:
            made = await asyncio.to_thread(self.keeper.keep, self.given(), revision)
        except Problems:
            self.check()
            self.tell()
            return False
        except Stale as stale:
            self.stale = stale
            self.tell()
            return False
        self.take(made)
        self.tell()
        return True

    def flush(self) -> None:
        """What is being typed counts."""
        for flush in list(self.flushing):
            flush()

    def theirs(self) -> None:
        """Drop what was filled in here; show what somebody else saved."""
        try:
            self.take(self.connectors.get(self.saved.id))
        except NotFound:
            self.stale = None
        self.tell()

    @property
    def editable(self) -> bool:
        """Whether this person may change it."""
        return self.visitor.may(needs(self.kind))

    def need(self) -> None:
        """Refuse those who may not change it."""
        if not self.editable:
            raise problem("not_allowed" if needs(self.kind) == "design" else "directory_administrators_only")

    def watch(self, watcher: Callable[[], Any]) -> None:
        self._watchers.append(watcher)

    def tell(self) -> None:
        for watcher in list(self._watchers):
            watcher()

    def _unless_empty(self, name: str, value: Any) -> Any:
        """Whoever began to replace a stored secret and typed nothing keeps it."""
        stored = self.saved.settings.get(name)
        return stored if value == "" and isinstance(stored, dict) else value


def _document(endpoint: Mapping[str, Any]) -> Settings:
    """An endpoint as far as it is filled in: what is left open is left out."""
    parameters = [{"name": "", **_said(one)} for one in endpoint.get("parameters") or ()]
    return {"id": "", **_said(endpoint), "parameters": parameters}


def _said(part: Mapping[str, Any]) -> Settings:
    return {name: value for name, value in part.items() if value is not None}


def _shape(connector: Connector) -> object:
    """What counts as different."""
    settings = {name: value for name, value in connector.settings.items() if value not in (None, "", [])}
    endpoints = [one.model_dump(mode="json") for one in connector.endpoints]
    return connector.name, connector.description, settings, endpoints
