"""Users' Python, item by item or over a whole model: what stands behind `ctx.scripts`."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from math import inf
from signal import SIGTERM
from time import monotonic
from typing import Any, Literal

from pydantic_monty import MontyError, MontySession

from runtime.faults import Faults
from runtime.gauges import Gauge
from runtime.model import Item
from runtime.problems import Problem, Problems
from runtime.services.sandbox import Attempt, NotFinite, Worker, limits, pool
from runtime.services.script_errors import explained
from runtime.services.script_text import as_function, at_line, syntax_problem
from runtime.stop import Stop

Level = Literal["debug", "info", "warning", "error"]
Note = Callable[[Level, str], None]
_SECONDS = 30.0
"""What a batch may take where the step has no timeout of its own."""
_LINES_OF_A_FLOOD = 100
_MEGABYTES = {"item": 256, "items": 1024}


class RuntimeScripts:
    """Compiles scripts and runs them in the sandbox; `note` takes what they print, line by line.

    `gauge` is told of every batch, and ends the worker of a run that is to stop. With `trial` a script is only tried:
    it may take so many seconds, and one that takes longer is warned of.
    """

    def __init__(self, note: Note, gauge: Gauge | None = None, trial: float | None = None) -> None:
        self._note, self._trial = note, trial
        self._gauge = gauge or Gauge(Stop(), lambda _: None)

    def per_item(self, script: str, faults: Faults, timeout: float | None) -> Callable[[list[Item], int], list[Item]]:
        """`item` in, changed `item` out: an item, a list of items, or None to drop it."""
        return ItemScript(script, self._note, self._gauge, faults, timeout, trial=self._trial)

    def whole(self, script: str, faults: Faults, timeout: float | None) -> Callable[[list[Item], int], list[Item]]:
        """`items` in, `items` out, all at once."""
        return ModelScript(script, self._note, self._gauge, faults, timeout, trial=self._trial)


def compile_check(script: str, variable: str = "item") -> list[Problem]:
    """What keeps a script from starting at all; nothing of it is run."""
    found = syntax_problem(script)
    if found:
        return [found]
    try:
        with pool().checkout(limits=limits(5, 64)) as session:
            session.feed_run(as_function(script, variable))
    except MontyError as wrong:
        return [explained(wrong, script, 5, 64)]
    return []


class _Script:
    variable: str

    def __init__(self, script: str, note: Note, gauge: Gauge, faults: Faults, timeout: float | None,
                 *, trial: float | None = None) -> None:  # fmt: skip
        self.script, self.faults, self._gauge = script, faults, gauge
        if found := compile_check(script, self.variable):
            raise Problems(*found)
        self._note, self._left, self._trial = note, timeout, trial
        self._seconds = min(timeout or _SECONDS, trial or inf)
        self._megabytes = _MEGABYTES[self.variable]
        self._function = as_function(script, self.variable)

    def __call__(self, items: list[Item], first: int) -> list[Item]:
        started = monotonic()
        try:
            with pool().checkout(limits=limits(self._seconds, self._megabytes)) as session, self._stoppable(session):
                found = self.results(Worker(session, self._function, items), items, first)
        except MontyError as wrong:
            self._gauge.stop.look()
            raise Problems(self.blame(wrong)) from wrong
        self._spend(monotonic() - started)
        self._gauge.note(len(items))
        return found

    def _stoppable(self, session: MontySession) -> AbstractContextManager[None]:
        """A script in the midst of a batch hears nothing: when the run is to stop, its worker is ended."""

        worker = session.worker_pid  # a busy session does not tell it

        def end() -> None:
            with suppress(ProcessLookupError):
                if worker:
                    os.kill(worker, SIGTERM)

        return self._gauge.stop.cutting(end)

    def results(self, worker: Worker, items: list[Item], first: int) -> list[Item]:
        raise TypeError(type(self).__name__)

    def blame(self, wrong: MontyError | NotFinite) -> Problem:
        found = explained(wrong, self.script, self._seconds, self._megabytes)
        if self._trial and found.code == "script_time":
            return found.model_copy(update={"code": "script_trial", "severity": "warning"})
        return found

    def say(self, attempt: Attempt, first: int) -> None:
        """What was printed, each line with the number of its item."""
        for text in attempt.output.split("\x1e")[1 : _LINES_OF_A_FLOOD if attempt.lost else None]:
            at, _, said = text.partition(" ")
            number = f"#{first + int(at) + 1}: " if self.variable == "item" else ""
            self._note("info", f"{number}{said.rstrip()}")

    def _spend(self, seconds: float) -> None:
        """A timeout is for all batches together."""
        if self._left is not None:
            self._left -= seconds
            if self._left < 0:
                raise Problems(at_line("script_time", self.script, None, limit=self._seconds))


class ItemScript(_Script):
    """A script over single items; an item that fails is noted in `faults` with the user's line."""

    variable = "item"

    def results(self, worker: Worker, items: list[Item], first: int) -> list[Item]:
        made: list[Item] = []
        at = 0
        while at < len(items):
            attempt = worker.each(at)
            self.say(attempt, first)
            if attempt.lost and attempt.error:
                raise Problems(self.blame(attempt.error))
            for index, result in enumerate(attempt.results, at):
                made += self._items(result, items[index], first + index)
            if attempt.failed is None or attempt.error is None:
                break
            made += self._bad(self.blame(attempt.error), items[attempt.failed], first + attempt.failed)
            worker.forget()
            at = attempt.failed + 1
        return made

    def _items(self, result: Any, item: Item, index: int) -> list[Item]:
        """The items that one item became."""
        if isinstance(result, dict):
            return [result]
        many = [] if result is None else result
        if isinstance(many, list) and all(isinstance(one, dict) for one in many):
            return many
        return self._bad(at_line("script_result", self.script, None, value=str(result)[:100]), item, index)

    def _bad(self, found: Problem, item: Item, index: int) -> list[Item]:
        """Note a bad item; what goes on in its place is up to `on_error`."""
        self.faults.bad(index, found.code, item, setting=found.setting, line=found.line, **found.parameters)
        if verdict := self.faults.verdict():
            raise Problems(verdict)
        return [item] if self.faults.policy == "continue" else []


class ModelScript(_Script):
    """A script over all items at once."""

    variable = "items"

    def results(self, worker: Worker, items: list[Item], first: int) -> list[Item]:
        attempt = worker.all()
        self.say(attempt, first)
        if attempt.error:
            raise Problems(self.blame(attempt.error))
        made = attempt.results
        if not isinstance(made, list) or not all(isinstance(one, dict) for one in made):
            raise Problems(at_line("script_result", self.script, None, value=str(made)[:100]))
        return made
