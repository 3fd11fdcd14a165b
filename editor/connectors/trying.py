"""“Try it”, by the page and by REST: one endpoint, really asked, as it is filled in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from editor.connectors.keeping import Filled
from runtime.connectors.http.trying import Trial, trimmed, try_endpoint
from runtime.problems import Problem, Problems
from storage.connector import Connector, EndpointDocument
from storage.errors import StorageError
from storage.exact_json import loads
from storage.tries import Try, digest

if TYPE_CHECKING:
    from runtime.installation import Installation

SAFE = ("GET", "HEAD")
"""Methods that only read; whatever else is tried does something to the other system."""
WAIT = 5.0
"""Seconds to wait for a message."""


@dataclass(frozen=True)
class Peek:
    """A message that waits at a broker and stays there; `body` is None where none waits."""

    body: str | None
    headers: Mapping[str, str]
    time: datetime | None
    sample: Any = None


@dataclass(frozen=True)
class Wish:
    """What is to be tried: the endpoint at `at`, with these parameters, in this sandbox."""

    filled: Filled
    at: int
    parameters: Mapping[str, Any]
    sandbox: str = "prod"

    @property
    def endpoint(self) -> EndpointDocument:
        return self.filled.connector.endpoints[self.at]

    def problems(self) -> list[Problem]:
        """What is wrong with the settings or with this endpoint; the others do not matter here."""
        places = ("settings", "kind", f"endpoints[{self.at}]")
        return [one for one in self.filled.problems if (one.setting or "").startswith(places)]


def attempt(installation: "Installation", wish: Wish, by: str) -> Trial | Peek:
    """Ask, note how it went, and give what came back; `Problems` and `StorageError` as the asking raises them."""
    if found := wish.problems():
        raise Problems(*found)
    with noted(installation, wish.filled.connector, by, wish.sandbox, wish.endpoint.id) as outcome:
        came = _asked(installation, wish)
        outcome["status"] = came.status if isinstance(came, Trial) else None
    return came


@contextmanager
def noted(installation: "Installation", connector: Connector, by: str, sandbox: str, endpoint: str = ""
          ) -> Iterator[dict[str, Any]]:  # fmt: skip
    """How the try in this block went is kept, where the connector is stored; more may be told of it."""
    outcome: dict[str, Any] = {}
    try:
        yield outcome
    except Problems as wrong:
        outcome = {"code": wrong.problems[0].code, "parameters": wrong.problems[0].parameters}
        raise
    except StorageError as wrong:
        outcome = {"code": wrong.code, "parameters": wrong.parameters}
        raise
    finally:
        if connector.revision:
            tried = Try(by=by, endpoint=endpoint, of=digest(connector.settings), **outcome)
            installation.tries(sandbox).note(connector.id, tried)


def _asked(installation: "Installation", wish: Wish) -> Trial | Peek:
    connector, secrets = wish.filled.connector, wish.filled.secrets
    if connector.kind == "http":
        systems = installation.systems(wish.sandbox)
        return try_endpoint(systems, connector, wish.endpoint, wish.parameters, secrets)
    return _peeked(installation, wish)


def _peeked(installation: "Installation", wish: Wish) -> Peek:
    from runtime.connectors.brokers.brokers import Desk

    desk = Desk(wish.filled.connector, wish.endpoint, "etapes-trial", wish.filled.secrets)
    waiting = installation.brokers(wish.sandbox).peek(desk, 1, WAIT)
    if not waiting:
        return Peek(None, {}, None)
    text = waiting[0].body.decode(errors="replace")
    try:
        sample = trimmed(loads(text))
    except ValueError:
        sample = text
    return Peek(text[:20_000], waiting[0].headers, waiting[0].time, sample)
