"""Where runs are done: as durable workflows, or in plain threads where there is nothing to keep between the steps."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from storage.errors import StorageError

if TYPE_CHECKING:
    from runtime.durable import Durable

DATABASE = "dbos.sqlite"
"""What workflows keep lies in this file."""
THREADS = 16
"""Runs of one kind that work at the same time; more wait."""
_GONE_ON = ("PENDING", "ENQUEUED")
"""Workflows in these states are taken up by DBOS itself."""
_ANEW = 1000
"""Attempts of one run beyond this number are not its callers'."""
_NO_ROOM = 1.0
"""Seconds until the next attempt to begin a workflow that a full disk refused."""


class Runner:
    """Does accepted runs. `perform(run)` does one, or says False when it is none of this installation's.

    What effects did is kept by a DBOS workflow, so that nothing is done twice. A run without such effects has nothing
    to keep: its stored record is all that a repeat needs, and a workflow's rows would cost more than the run.
    """

    def __init__(self, folder: Path, perform: Callable[[str], bool]) -> None:
        self._folder, self._perform = folder, perform
        self._threads: dict[int, ThreadPoolExecutor] = {}
        self._patient = ThreadPoolExecutor(1, "etapes-patient")
        self._closing = Event()
        self._durable: Durable | None = None
        self._lock = Lock()

    def start(self, run: str, attempt: int, *, keeps: bool, depth: int = 0) -> None:
        """Begin an attempt; `keeps` when effects leave results. What a full disk refuses begins when there is room.

        A run that was called by another one has a `depth`, and threads that its callers never hold: nobody waits for a
        thread that waits for him. Its caller is what is kept by a workflow.
        """
        if keeps and not depth:
            self._sooner_or_later(lambda: self._workflows().start(run, attempt))
        else:
            self._at(depth).submit(self._perform, run)

    def take_up(self, run: str, attempt: int, *, keeps: bool, depth: int = 0) -> None:
        """Go on with a run of a process that ended; one that never began, or that DBOS gave up, begins anew."""
        if keeps and not depth:
            self._sooner_or_later(lambda: self._go_on(run, attempt))
        else:
            self.start(run, attempt, keeps=False, depth=depth)

    def _go_on(self, run: str, attempt: int) -> None:
        workflows = self._workflows()
        state = workflows.state(run, attempt)
        if state not in _GONE_ON or not workflows.recovers:
            while workflows.state(run, attempt):
                attempt += _ANEW
            workflows.start(run, attempt)

    def forget(self, runs: Sequence[str]) -> None:
        """Drop what is kept of these runs."""
        if (self._folder / DATABASE).exists():
            self._workflows().forget(runs)

    def close(self) -> None:
        self._closing.set()
        self._patient.shutdown()
        for threads in list(self._threads.values()):
            threads.shutdown()
        if self._durable:
            self._durable.close()

    def _at(self, depth: int) -> ThreadPoolExecutor:
        """The threads of the runs at one depth."""
        with self._lock:
            if depth not in self._threads:
                self._threads[depth] = ThreadPoolExecutor(THREADS, f"etapes-run-{depth}")
            return self._threads[depth]

    def _sooner_or_later(self, begin: Callable[[], None]) -> None:
        """The run is accepted: what keeps it from beginning must pass, or the process must end."""
        try:
            begin()
        except StorageError:
            self._patient.submit(self._later, begin)

    def _later(self, begin: Callable[[], None]) -> None:
        while not self._closing.wait(_NO_ROOM):
            with suppress(StorageError):
                begin()
                return

    def _workflows(self) -> "Durable":
        """DBOS is loaded when the first run needs it."""
        with self._lock:
            if self._durable is None:
                from runtime.durable import Durable

                self._durable = Durable(self._folder / DATABASE, self._perform)
            return self._durable
