"""“Try it”: one call of an endpoint as it is filled in, saved or not, and what came back."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from time import sleep
from typing import Any

from runtime.connectors.systems import HttpSystems
from runtime.problems import Problems
from storage.connector import Connector, EndpointDocument

SHOWN = 20_000
"""Characters of a body that are shown."""
_KEPT, _DEEPEST = 10, 20


@dataclass(frozen=True)
class Trial:
    """What came back, secrets hidden. `body` is its beginning, `sample` what may be kept of it as a sample answer
    (None where it was no JSON)."""

    status: int
    address: str
    headers: Mapping[str, str]
    body: str
    cut: bool
    seconds: float
    sample: Any


def try_endpoint(systems: HttpSystems, connector: Connector, endpoint: EndpointDocument,
                 parameters: Mapping[str, Any], secrets: Mapping[str, str] | None = None) -> Trial:  # fmt: skip
    """Call it once, really. `secrets` are those that were typed and not saved yet.

    `Problems` for what cannot be called or does not answer, `StorageError` for a secret that must be entered (again).
    """
    with closing(systems.opened(connector, secrets)) as system:
        answer = system.call(endpoint, parameters, look=lambda: None, wait=sleep, budget=0)
    try:
        sample = trimmed(answer.value()) if answer.success else None
    except Problems:
        sample = None
    cut = len(answer.text) > SHOWN
    return Trial(answer.status, answer.address, answer.headers, answer.text[:SHOWN], cut, answer.seconds, sample)


def trimmed(value: Any, depth: int = 0) -> Any:
    """The first elements of every list: enough to see what an answer looks like."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [trimmed(one, depth + 1) for one in value[:_KEPT]]
    return {name: trimmed(one, depth + 1) for name, one in value.items()} if isinstance(value, dict) else value
