"""Another attempt where it may succeed and does no harm, after the pause that the system asks for."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol, TypeVar

from runtime.problems import Outage

PAUSES = (0.5, 1.0, 2.0)
"""Seconds before the second, third and fourth attempt, where the system asks for none."""
_BUSY, _NOT_NOW = 429, {502, 503, 504}


class Reply(Protocol):
    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> "Headers": ...


class Headers(Protocol):
    def get(self, key: str, default: str, /) -> str: ...


T = TypeVar("T", bound=Reply)


def retried(attempt: Callable[[], T], wait: Callable[[float], None], *, safe: bool, budget: float) -> T:
    """`attempt` until it gives something else than “too busy”; all pauses together take `budget` seconds at most.

    What a system refused as too much it has not begun, so that anything may be sent again; else only what is `safe`.
    """
    for usual in PAUSES:
        pause = usual
        try:
            reply = attempt()
            if reply.status != _BUSY and not (reply.status in _NOT_NOW and safe):
                return reply
            pause = max(usual, asked(reply.headers.get("retry-after", "")))
            if pause > budget:
                return reply
        except Outage:
            if pause > budget:
                raise
        budget -= pause
        wait(pause)
    return attempt()


def asked(said: str) -> float:
    """Seconds that a `Retry-After` asks for, as a number or as a date; 0 for anything else."""
    if said.strip().isdecimal():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
