"""Limits on guessing passwords: every wrong try past the free ones makes the next wait longer."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from math import ceil

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.errors import TooManyAttempts
from storage.networks import network_of
from storage.people_tables import ATTEMPTS

_LONGEST_WAIT = 900.0
_FORGIVEN = 24 * 3600.0
"""Seconds without a try after which the count starts anew."""


class Attempts:
    """Counts tries per name at an address, per name, and per address: a guesser is slowed on all three roads.

    Where the person is at home, the tries of others elsewhere do not count: nobody is locked out by strangers.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def begin(self, name: str, address: str, *, at_home: bool = False) -> None:
        """Count a try before it is judged, so that many at once gain nothing. `TooManyAttempts` when it is too soon."""
        now, roads = self._clock().timestamp(), _roads(name, address)
        if at_home:
            del roads[_kept(f"name {name}")]
        with self._database.writing() as connection:
            rows = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.who.in_(list(roads))))
            seen = {row.who: (row.tries, row.last) for row in rows}
            waits = [_wait(*seen[who], free) - (now - seen[who][1])
                     for who, free in roads.items() if who in seen]  # fmt: skip
            if waits and max(waits) > 0:
                raise TooManyAttempts(ceil(max(waits)))
            for who in roads:
                tries, last = seen.get(who, (0, now))
                row = {"who": who, "tries": 1 if now - last > _FORGIVEN else tries + 1, "last": now}
                said = insert(ATTEMPTS).values(row)
                connection.execute(said.on_conflict_do_update(index_elements=["who"], set_=row))
            connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.last < now - _FORGIVEN))

    def forgive(self, name: str, address: str) -> None:
        """The password was right: this person's tries are forgotten; an address must earn it by time."""
        mine = list(_roads(name, address))
        from_there = mine.pop() if address else ""
        with self._database.writing() as connection:
            connection.execute(ATTEMPTS.delete().where(ATTEMPTS.c.who.in_(mine)))
            taken_back = ATTEMPTS.update().where(ATTEMPTS.c.who == from_there)
            connection.execute(taken_back.values(tries=ATTEMPTS.c.tries - 1))


def _roads(name: str, address: str) -> dict[str, int]:
    """Each road to a password with its free tries; the address comes last, where it is known."""
    there = network_of(address)
    roads = {f"both {name} {there}": 5, f"name {name}": 20} | ({f"address {there}": 50} if there else {})
    return {_kept(who): free for who, free in roads.items()}


def _kept(who: str) -> str:
    """Names are kept as hashes: one may be a password that was typed into the wrong box."""
    return sha256(who.encode("utf-8", "replace")).hexdigest()


def _wait(tries: int, last: float, free: int) -> float:
    """Seconds from the last try: 1, 2, 4, … up to a quarter of an hour."""
    return 0.0 if tries < free else min(2.0 ** min(tries - free, 20), _LONGEST_WAIT)
