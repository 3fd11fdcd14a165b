"""What runs with effects remember, of one data folder."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from storage.checkpoints import Checkpoints
from storage.errors import NotFound
from storage.ledger import Ledger
from storage.runs import RunRecord, Runs


class Memory:
    """Models in files, parts of effects beside the runs."""

    def __init__(self, folder: Path, runs: Runs) -> None:
        self.checkpoints = Checkpoints(folder / "checkpoints")
        self.ledger = Ledger(runs.database)
        self._runs = runs

    def adopt(self, run: str, older: str, steps: Sequence[str]) -> None:
        """A new run takes over what an older one kept of these steps."""
        self.checkpoints.adopt(run, older, steps)
        self.ledger.adopt(run, older, steps)

    def done(self, run: str) -> None:
        """A run succeeded: nothing goes on from its models any more, and they may be large."""
        self.checkpoints.forget([run])

    def lacks(self, run: str, steps: Sequence[str]) -> str | None:
        """The first of these steps whose result is not there to go on from."""
        return next((step for step in steps if self.checkpoints.find(run, step) is None), None)

    def first(self, run: RunRecord) -> RunRecord:
        """The run at the top of those that called this one, as far as they are remembered; itself where none did."""
        with suppress(NotFound):
            while run.parent:
                run = self._runs.get(run.parent)
        return run

    def forget(self, runs: Sequence[str]) -> None:
        """Nothing is left of these runs."""
        self.checkpoints.forget(runs)
        with self._runs.database.writing() as connection:
            self.ledger.forget(connection, runs)
