"""Where runs are done: as durable workflows, or in plain threads where there is nothing to keep between the steps."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.durable import Durable

_WORKFLOWS = "dbos.sqlite"
THREADS = 16
"""Runs of one kind that work at the same time; more wait."""
_GONE_ON = ("PENDING", "ENQUEUED")
"""Workflows in these states are taken up by DBOS itself."""
_ANEW = 1000
"""Attempts of one run beyond this number are not its callers'."""


class Runner:
    """Does accepted runs. `perform(run)` does one, or says False when it is none of this installation's.

    What effects did is kept by a DBOS workflow, so that nothing is done twice. A run without such effects has nothing
    to keep: its stored record is all that a repeat needs, and a workflow's rows would cost more than the run.
    """

    def __init__(self, folder: Path, perform: Callable[[str], bool]) -> None:
        self._folder, self._perform = folder, perform
        self._threads = ThreadPoolExecutor(THREADS, "etapes-run")
        self._durable: Durable | None = None
        self._lock = Lock()

    def start(self, run: str, attempt: int, *, keeps: bool) -> None:
        """Begin an attempt; `keeps` when effects leave results."""
        if keeps:
            self._workflows().start(run, attempt)
        else:
            self._threads.submit(self._perform, run)

    def take_up(self, run: str, attempt: int, *, keeps: bool) -> None:
        """Go on with a run of a process that ended; one that never began, or that DBOS gave up, begins anew."""
        if not keeps:
            self.start(run, attempt, keeps=False)
            return
        workflows = self._workflows()
        state = workflows.state(run, attempt)
        if state not in _GONE_ON or not workflows.recovers:
            while workflows.state(run, attempt):
                attempt += _ANEW
            workflows.start(run, attempt)

    def forget(self, runs: Sequence[str]) -> None:
        """Drop what is kept of these runs."""
        if (self._folder / _WORKFLOWS).exists():
            self._workflows().forget(runs)

    def close(self) -> None:
        self._threads.shutdown()
        if self._durable:
            self._durable.close()

    def _workflows(self) -> "Durable":
        """DBOS is loaded when the first run needs it."""
        with self._lock:
            if self._durable is None:
                from runtime.durable import Durable

                self._durable = Durable(self._folder / _WORKFLOWS, self._perform)
            return self._durable
