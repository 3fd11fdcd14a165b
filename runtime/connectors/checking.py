"""Everything that is wrong with a connector as a person filled it in, each at its place."""

from collections.abc import Collection
from typing import Any

from runtime.connectors import CONNECTORS
from runtime.connectors.endpoints import endpoint_problems
from runtime.connectors.settings import ConnectorSettings, strictly
from runtime.problems import Problem
from storage.connector import Connector

WHERE = ("address", "port", "token_address", "tls", "certificate", "encryption", "issuer")
"""Settings that decide to whom a secret is sent."""


def connector_problems(connector: Connector) -> list[Problem]:
    """What must be put right before it is saved: `name`, `settings.address`, `endpoints[2].path` …"""
    kind = CONNECTORS.get(connector.kind)
    if kind is None:
        shown = {"kind": connector.kind, "known": ", ".join(CONNECTORS)}
        return [Problem(code="connector_kind_unknown", setting="kind", parameters=shown)]
    found = [] if connector.name.strip() else [Problem(code="connector_name_missing", setting="name")]
    found += [inside("settings", one) for one in strictly(kind, _whole(kind, connector.settings))[1]]
    for at, endpoint in enumerate(connector.endpoints):
        found += [inside(f"endpoints[{at}]", one) for one in endpoint_problems(connector.kind, endpoint)]
    return found


def sent_elsewhere(before: Connector, after: Connector, entered: Collection[str]) -> list[Problem]:
    """Secrets of `before` that `after` would send to another place than they were entered for.

    `entered` are those that were typed anew.
    """
    moved = before.kind != after.kind or any(_said(before, name) != _said(after, name) for name in WHERE)
    kept = [name for name in secret_names(after) if after.settings.get(name) and before.settings.get(name)]
    return [
        Problem(code="secret_enter_again", setting=f"settings.{name}") for name in kept if moved and name not in entered
    ]


def with_marks(connector: Connector, stored: Collection[str]) -> Connector:
    """With a mark for exactly those secrets that are `stored` and that the settings still speak of."""
    spoken = {name: connector.settings[name] for name in secret_names(connector) if name in connector.settings}
    marks = {
        name: {"secret": name} if name in stored and value else None
        for name, value in spoken.items()
        if value is None or isinstance(value, dict)
    }
    return connector.model_copy(update={"settings": {**connector.settings, **marks}})


def secret_names(connector: Connector) -> list[str]:
    """The settings of its kind that are secrets."""
    kind = CONNECTORS.get(connector.kind)
    return kind.secret_names() if kind else []


def inside(place: str, found: Problem) -> Problem:
    """The same problem, deeper inside."""
    return found.model_copy(update={"setting": f"{place}.{found.setting}" if found.setting else place})


def _whole(kind: type[ConnectorSettings], settings: dict[str, Any]) -> dict[str, Any]:
    """With the empty texts that nobody filled in: a default is not looked at by itself."""
    empty = {name: "" for name, field in kind.model_fields.items() if field.default == ""}
    return {**empty, **settings}


def _said(connector: Connector, name: str) -> Any:
    """What the settings say, whether or not they say it by saying nothing."""
    kind: type[ConnectorSettings] | None = CONNECTORS.get(connector.kind)
    field = kind.model_fields.get(name) if kind else None
    return connector.settings.get(name, field.default if field else None)
