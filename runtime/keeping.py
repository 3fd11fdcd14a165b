"""What a run with effects keeps: results with its workflow, parts in the ledger, models in files.

A run that another run called is no workflow of its own: its results lie in the ledger, too.
"""

from collections.abc import Callable, Sequence
from typing import Any

from runtime.durable import Keeper
from runtime.engines.held import held, hold
from runtime.model import Model
from storage.checkpoints import Checkpoints
from storage.ledger import Ledger

_WHOLE = ""


class Keeping:
    """`Kept` of one attempt of one run. `flush` stores what was said: a finished effect never loses its lines."""

    def __init__(self, run: str, effects: Sequence[str], checkpoints: Checkpoints, ledger: Ledger,
                 flush: Callable[[], None], *, workflow: bool = True) -> None:  # fmt: skip
        self._run, self._checkpoints, self._ledger, self._flush = run, checkpoints, ledger, flush
        self._keeper = Keeper(list(effects)) if workflow else None

    def result(self, step: str, deed: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        def made() -> dict[str, Any]:
            result = deed()
            self._flush()
            return result

        return self._keeper.keep(step, made) if self._keeper else self._noted(step, made)

    def parts(self, step: str) -> dict[str, Any]:
        return self._ledger.kept(self._run, step)

    def part(self, step: str, part: str, result: Any) -> None:
        self._ledger.keep(self._run, step, part, result)

    def _noted(self, step: str, made: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """The result as a part of the step that is called by no part's name."""
        kept = self.parts(step)
        if _WHOLE not in kept:
            kept[_WHOLE] = made()
            self.part(step, _WHOLE, kept[_WHOLE])
        result: dict[str, Any] = kept[_WHOLE]
        return result

    def model(self, step: str) -> Model | None:
        file = self._checkpoints.find(self._run, step)
        return held(file) if file else None

    def hold(self, step: str, model: Model) -> Model:
        self._flush()
        return held(self._checkpoints.keep(self._run, step, lambda file: hold(model, file)))
