"""The sandbox: worker processes without files and network, each batch of items one JSON text in and one out."""

import atexit
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from pydantic_monty import CollectString, Monty, MontyError, MontySession, ResourceLimits

OUTPUT_LIMIT = 200_000
"""Characters that a script may print per batch."""
SLEEP = 2.0
"""Seconds that a script may sleep in all."""
TOO_MUCH = "\x1eoutput"
"""The words of the error that ends a script that prints more."""
_LONG_NUMBER = re.compile(r"\d{19}")
_SETUP = f"""
import json, datetime, decimal
__print, __dumps, __at, __said = print, json.dumps, 0, 0

def print(*values, sep=' ', end='\\n', **other):
    global __said
    text = '\\x1e' + str(__at) + ' ' + sep.join([str(value) for value in values])
    __said += len(text)
    if __said > {OUTPUT_LIMIT}:
        raise RuntimeError({TOO_MUCH!r})
    __print(text, end=end)

def log(*values):
    print(*values)

def __plain(value):
    if isinstance(value, dict):
        return {{str(key): __plain(inner) for key, inner in value.items()}}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [__plain(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat().replace('+00:00', 'Z')
    if isinstance(value, decimal.Decimal):
        return str(value)
    __dumps(value)
    return value

def __json(value):
    try:
        return __dumps(value)
    except TypeError:
        return __dumps(__plain(value))
"""
_BEGIN = "__in, __out, __at, __first = json.loads(__batch), [], 0, 0"
_EACH = """
for __at in range(__first, len(__in)):
    __out.append(__json(__run(__in[__at])))
'[' + ','.join(__out) + ']'
"""
_ALL = "__json(__run(__in))"
_DONE = "str(__at) + '[' + ','.join(__out) + ']'"


class NotFinite(ValueError):
    """A result holds NaN or Infinity, which JSON does not know."""


@dataclass
class Attempt:
    """What came of a batch: results in order until `failed`, where `error` was raised (None: all went well)."""

    results: Any
    output: str
    failed: int | None = None
    error: MontyError | NotFinite | None = None
    lost: bool = False
    """The worker is gone or in no known state, or the script said too much: nothing is known of single items."""


class Worker:
    """One script in one worker process, for one batch."""

    def __init__(self, session: MontySession, function: str, items: list[Any]) -> None:
        self._session = session
        session.feed_run(function)
        session.feed_run(_SETUP)
        session.feed_run(_BEGIN, inputs={"__batch": dumped(items)})

    def each(self, first: int) -> Attempt:
        """Every item from `first` through the script, until one fails."""
        return self._feed(_EACH, {"__first": first})

    def all(self) -> Attempt:
        """The whole list through the script at once."""
        return self._feed(_ALL, {})

    def forget(self) -> None:
        """Forget the results so far: they were handed over."""
        self._session.feed_run("__out = []")

    def _feed(self, code: str, inputs: dict[str, Any]) -> Attempt:
        said = CollectString(max_bytes=8 * OUTPUT_LIMIT)
        try:
            return Attempt(loaded(self._session.feed_run(code, inputs=inputs, print_callback=said)), said.output)
        except NotFinite as wrong:
            return self._until_not_finite(wrong, said.output)
        except MontyError as wrong:
            if isinstance(wrong.exception(), TimeoutError | MemoryError) or TOO_MUCH in str(wrong):
                return Attempt([], said.output, None, wrong, lost=True)
            return self._until_failed(wrong, said.output)

    def _until_failed(self, wrong: MontyError, output: str) -> Attempt:
        """The results before the item that raised."""
        try:
            at, _, done = self._session.feed_run(_DONE).partition("[")
        except MontyError:
            return Attempt([], output, None, wrong, lost=True)
        return Attempt(loaded(f"[{done}"), output, int(at), wrong)

    def _until_not_finite(self, wrong: NotFinite, output: str) -> Attempt:
        """The results before the first that is no JSON."""
        begins, results = self._session.feed_run("__first"), []
        for text in self._session.feed_run("__out"):
            try:
                results.append(loaded(text))
            except NotFinite:
                break
        return Attempt(results, output, begins + len(results), wrong)


def limits(seconds: float, megabytes: int) -> ResourceLimits:
    return ResourceLimits(
        max_feed_duration_secs=seconds, max_turn_duration_secs=seconds, max_memory=megabytes * 1_000_000,
        max_recursion_depth=500, max_total_sleep_secs=min(seconds, SLEEP), max_suspensions=1000,
    )  # fmt: skip


@cache
def pool() -> Monty:
    """This process's workers: started at the first script, kept warm, replaced when they die."""
    workers = Monty(
        min_processes=1, max_processes=max(2, os.cpu_count() or 2), max_checkouts_per_worker=10_000,
        request_timeout=90_000.0, checkout_timeout=600.0,
    )  # fmt: skip
    workers.__enter__()
    atexit.register(workers.__exit__, None, None, None)
    return workers


def dumped(value: Any) -> str:
    """JSON text; integers of any size stay whole."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value, allow_nan=False)


def loaded(text: str) -> Any:
    """The value of a JSON text; `NotFinite` where it holds NaN or Infinity."""
    try:
        return json.loads(text, parse_constant=_refuse) if _LONG_NUMBER.search(text) else orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        raise NotFinite from wrong


def _refuse(name: str) -> Any:
    raise NotFinite(name)
