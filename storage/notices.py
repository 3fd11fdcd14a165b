"""What people are told in the editor: each has their own notices, unread until looked at."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database
from storage.notice_tables import NOTICES, TABLES
from storage.vault import HANDLE

_N = NOTICES.c
LONGEST_SUBJECT = 200
"""Characters of a subject that are kept; the bell shows less."""


@dataclass(frozen=True)
class Note:
    """What is told: words as somebody wrote them, or a `code` of the locales' `notices.said` with its parameters.

    Words may hold sealed values. `link` is an address of the editor; `sender` a flow's or a person's name.
    """

    subject: str = ""
    body: str = ""
    code: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    link: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Notice(Note):
    """A note to one person. `read` is when they looked at it."""

    number: int = 0
    time: datetime = field(default_factory=lambda: datetime.now(UTC))
    read: datetime | None = None


Listener = Callable[[], object]


class Notices:
    """The notices of everybody, by the ids of people. `clock` gives the time in UTC."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database, self._clock = database, clock
        self._listeners: dict[str, list[Listener]] = {}
        self._lock = Lock()
        database.make(TABLES)

    def tell(self, people: Iterable[str], note: Note, key: str = "") -> int:
        """Give the note to each of these people, and say to how many; a `key` that one was told before is not again."""
        told, once = {"key": key or uuid4().hex, "time": self._clock(), "read": None}, list(dict.fromkeys(people))
        words = {part.name: getattr(note, part.name) for part in fields(Note)}
        words["subject"] = _shortened(note.subject)
        new = []
        with self._database.writing() as connection:
            for person in once:
                row = insert(NOTICES).values({"person": person, **told, **words}).on_conflict_do_nothing()
                if connection.execute(row).rowcount:
                    new.append(person)
        self._say(new)
        return len(new)

    def of(self, person: str, *, before: int | None = None, unread: bool = False, limit: int = 50) -> Sequence[Notice]:
        """The newest first, older than number `before`; with `unread` those alone."""
        asked = select(NOTICES).where(_N.person == person).order_by(_N.number.desc()).limit(limit)
        if before is not None:
            asked = asked.where(_N.number < before)
        if unread:
            asked = asked.where(_N.read.is_(None))
        names = [part.name for part in fields(Notice)]
        with self._database.reading() as connection:
            return [Notice(**{name: getattr(row, name) for name in names}) for row in connection.execute(asked)]

    def unread(self, person: str) -> int:
        """How many the person has not looked at."""
        asked = select(func.count()).where(_N.person == person, _N.read.is_(None))
        with self._database.reading() as connection:
            return int(connection.execute(asked).scalar_one())

    def mark_read(self, person: str, numbers: Sequence[int] | None = None) -> int:
        """These, or all: the person has looked at them. Gives how many were new; others' numbers change nothing."""
        marked = update(NOTICES).where(_N.person == person, _N.read.is_(None)).values(read=self._clock())
        if numbers is not None:
            marked = marked.where(_N.number.in_(numbers))
        with self._database.writing() as connection:
            count = connection.execute(marked).rowcount
        self._say([person] if count else [])
        return count

    def forget(self, before: datetime) -> None:
        """Those that are older, read or not."""
        with self._database.writing() as connection:
            people = connection.scalars(NOTICES.delete().where(_N.time < before).returning(_N.person)).all()
        self._say(dict.fromkeys(people))

    def watch(self, person: str, listener: Listener) -> Callable[[], None]:
        """Have `listener` called, in whatever thread, when the person's notices change; what is given back ends it."""
        with self._lock:
            self._listeners.setdefault(person, []).append(listener)

        def end() -> None:
            with self._lock:
                left = [one for one in self._listeners.get(person, ()) if one is not listener]
                self._listeners[person] = left
                if not left:
                    del self._listeners[person]

        return end

    def _say(self, people: Iterable[str]) -> None:
        with self._lock:
            listeners = [one for person in people for one in self._listeners.get(person, ())]
        for listener in listeners:
            listener()


def _shortened(subject: str) -> str:
    """Cut, but behind a sealed value that stands where the cut would be: half of one opens nothing."""
    cut = next((one.end() for one in HANDLE.finditer(subject) if one.start() < LONGEST_SUBJECT < one.end()), None)
    return subject[: cut or LONGEST_SUBJECT]
