"""How a connector is saved, by the page and by REST: checked as a whole, its secrets apart, nobody overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runtime.connectors import CONNECTORS
from runtime.connectors.checking import connector_problems, secret_names, sent_elsewhere, with_marks
from runtime.connectors.directory import DIRECTORIES
from runtime.connectors.endpoints import with_places
from runtime.connectors.settings import separated
from runtime.problems import Problem, Problems, problem
from storage.connector import Connector
from storage.connectors import Connectors
from storage.errors import NotFound
from storage.slugs import slug

if TYPE_CHECKING:
    from runtime.installation import Installation


@dataclass(frozen=True)
class Filled:
    """A connector as somebody filled it in: secrets that were typed taken out, those that stay marked."""

    connector: Connector
    secrets: dict[str, str]
    problems: Sequence[Problem]


def filled(connectors: Connectors, given: Connector, *, administers: bool) -> Filled:
    """What `given` means beside what is stored, with everything that is wrong with it.

    Only who administers may send a stored secret to another place without typing it again.
    """
    try:
        before = connectors.get(given.id) if given.id else None
    except NotFound:
        before = None
    settings, entered = _entered(given)
    stored = set(connectors.secrets(given.id)) if before else set[str]()
    typed = {name for name, value in entered.items() if value}
    made = with_marks(given.model_copy(update={"settings": settings}), stored | typed)
    made = made.model_copy(update={"endpoints": [with_places(one) for one in named(made).endpoints]})
    problems = connector_problems(made)
    if before and before.kind != made.kind:
        problems.append(Problem(code="connector_kind_stays", setting="kind", parameters={"kind": before.kind}))
    elif before and not administers:
        problems += sent_elsewhere(before, made, typed)
    gone = {name for name in stored if not made.settings.get(name)}
    return Filled(made, {name: entered[name] for name in typed} | dict.fromkeys(gone, ""), problems)


@dataclass(frozen=True)
class Keeper:
    """Who saves, in which sandbox."""

    installation: "Installation"
    author: str
    administers: bool
    sandbox: str = "prod"

    def keep(self, given: Connector, revision: int | None) -> Connector:
        """Save it, or raise all its `Problems` at once; `Stale` where somebody saved in between."""
        self._permit(given.kind)
        connectors = self.installation.connectors(self.sandbox)
        made = filled(connectors, given, administers=self.administers)
        if made.problems:
            raise Problems(*made.problems)
        saved = connectors.save(made.connector, made.secrets, self.author, revision)
        if made.secrets:  # the last try was made with others
            self.installation.tries(self.sandbox).forget(saved.id)
        return saved

    def _permit(self, kind: str) -> None:
        if kind in DIRECTORIES and not self.administers:
            raise problem("directory_administrators_only")

    def delete(self, id: str) -> None:
        self._permit(self.installation.connectors(self.sandbox).get(id).kind)
        self.installation.connectors(self.sandbox).delete(id, self.author)
        self.installation.tries(self.sandbox).forget(id)


def named(connector: Connector) -> Connector:
    """With an id for every endpoint, made from its name."""
    taken = {one.id for one in connector.endpoints if one.id}
    endpoints = []
    for one in connector.endpoints:
        endpoint = one if one.id else one.model_copy(update={"id": slug(one.name, taken, "endpoint")})
        taken.add(endpoint.id)
        endpoints.append(endpoint)
    return connector.model_copy(update={"endpoints": endpoints})


def _entered(given: Connector) -> tuple[dict[str, Any], dict[str, str]]:
    kind = CONNECTORS.get(given.kind)
    settings, entered = separated(kind, given.settings) if kind else (given.settings, {})
    return settings, {name: value for name, value in entered.items() if name in secret_names(given)}
