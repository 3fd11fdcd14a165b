"""How a subscription is doing, for the pages of flows and REST."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from runtime.problems import Problem

Standing = Literal["connected", "reconnecting", "failing"]
_PASSING = {"broker_lost", "broker_unreachable"}
"""What mends itself as soon as the broker answers again."""


@dataclass(frozen=True)
class SubscriptionState:
    """`lag` counts messages that nobody has taken (None where the broker does not tell), `received` those taken since
    this process began; `unfinished` runs hold back further messages when there are too many."""

    connector: str
    endpoint: str
    connected: bool = False
    since: datetime | None = None
    lag: int | None = None
    received: int = 0
    unfinished: int = 0
    last_message: datetime | None = None
    error: Problem | None = None
    dead_letters: int = 0

    @property
    def standing(self) -> Standing:
        """`failing` means that a person must change something; a line that was lost is found again by itself."""
        if self.connected:
            return "connected"
        return "failing" if self.error and self.error.code not in _PASSING else "reconnecting"


@dataclass(frozen=True)
class Glance:
    """What a line of a list tells of a flow and its messages; no `standing` where it waits for none now."""

    standing: Standing | None = None
    error: Problem | None = None
    dead_letters: int = 0
