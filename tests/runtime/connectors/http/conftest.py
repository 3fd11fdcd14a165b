"""One system and the server behind it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from runtime.answer import Answer
from runtime.connectors.guard import Guard
from runtime.connectors.http.settings import HttpSettings
from runtime.connectors.http.system import HttpSystem
from storage.connector import EndpointDocument
from tests.outside import Outside, outside


@pytest.fixture
def server() -> Iterator[Outside]:
    with outside() as opened:
        yield opened


class Calls:
    """`call("/orders", …)` on a system with these settings; pauses are noted and not waited for."""

    def __init__(self, system: HttpSystem) -> None:
        self.system, self.pauses = system, list[float]()

    def __call__(self, path: str, given: dict[str, Any] | None = None, *, endpoint: dict[str, Any] | None = None,
                 look: Callable[[], None] = lambda: None, budget: float = 60, **how: Any) -> Answer:  # fmt: skip
        asked = EndpointDocument.model_validate({"id": "e", "path": path, **(endpoint or {})})
        return self.system.call(asked, given or {}, look=look, wait=self.pauses.append, budget=budget, **how)


@pytest.fixture
def connect(server: Outside) -> Iterator[Callable[..., Calls]]:
    """Opens a system at the server, or at another address; the loopback is allowed unless a guard is given."""
    with ExitStack() as opened:

        def connected(secrets: dict[str, str] | None = None, guard: Guard | None = None, **settings: Any) -> Calls:
            kept = secrets or {}
            marks = {name: {"secret": name} for name in kept}
            strict = HttpSettings.model_validate({"address": server.url, **marks, **settings})
            system = HttpSystem(strict, kept.__getitem__, guard or Guard(lambda: ("127.0.0.0/8",)))
            opened.callback(system.close)
            return Calls(system)

        yield connected
