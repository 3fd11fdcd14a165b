"""Limits on guessing passwords: every wrong try past the free ones makes the next wait longer."""

from collections.abc import Callable
from datetime import datetime
from math import ceil

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.errors import TooManyAttempts
from storage.people_tables import ATTEMPTS

_LONGEST_WAIT = 900.0
_FORGIVEN = 24 * 3600.0
"""Seconds without a try after which the count starts anew."""


class Attempts:
    """Counts tries per name at an address, per name, and per address: a guesser is slowed on all three roads."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def begin(self, name: str, address: str) -> None:
        """Count a try before it is judged, so that many at once gain nothing. `TooManyAttempts` when it is too soon."""
        now = self._clock().timestamp()
        with self._database.writing() as connection:
            rows = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.who.in_(list(_roads(name, address)))))
            seen = {row.who: (row.tries, row.last) for row in rows}
            waits = [_wait(*seen[who], free) - (now - seen[who][1])
                     for who, free in _roads(name, address).items() if who in seen]  # fmt: skip
            if waits and max(waits) > 0:
                raise TooManyAttempts(ceil(max(waits)))
            for who in _roads(name, address):
                tries, last = seen.get(who, (0, now))
                row = {"who": who, "tries": 1 if now - last > _FORGIVEN else tries + 1, "last": now}
                said = insert(ATTEMPTS).values(row)
                connection.execute(said.on_conflict_do_update(index_elements=["who"], set_=row))
            connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.last < now - _FORGIVEN))

    def forgive(self, name: str, address: str) -> None:
        """The password was right: this person's tries are forgotten; an address must earn it by time."""
        mine = [who for who in _roads(name, address) if not who.startswith("address ")]
        with self._database.writing() as connection:
            connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.who.in_(mine)))
            taken_back = ATTEMPTS.update().where(ATTEMPTS.c.who == f"address {address}")
            connection.execute(taken_back.values(tries=ATTEMPTS.c.tries - 1))


def _roads(name: str, address: str) -> dict[str, int]:
    """Each road to a password with its free tries."""
    return {f"both {name} {address}": 5, f"name {name}": 20, f"address {address}": 50}


def _wait(tries: int, last: float, free: int) -> float:
    """Seconds from the last try: 1, 2, 4, … up to a quarter of an hour."""
    return 0.0 if tries < free else min(2.0 ** min(tries - free, 20), _LONGEST_WAIT)
