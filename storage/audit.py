"""The audit log: who did what, when, from where, to which object; lines are added, never changed.

Each line is sealed with a key that lies outside the data folder, over its content and the seal of the line before it:
whoever alters, removes or inserts a line breaks the chain there, and a seal over the number of lines tells when the
last ones are missing. (A whole folder put back as it was at another time is beyond what a folder can know of itself.)
"""

import hmac
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from storage.asker import asker
from storage.audit_tables import HEAD, LINES, TABLES, locked
from storage.database import Database
from storage.errors import StorageError
from storage.exact_json import dumps
from storage.secret_keys import SecretKeys
from storage.vault import masked

_SECRET = re.compile(r"password|secret|token|code|recovery|totp", re.IGNORECASE)
_PAGE = 200


@dataclass(frozen=True)
class Line:
    """One deed. `object` is `kind/id`; `before` and `after` are what of it changed, as JSON."""

    number: int
    time: datetime
    actor: str
    action: str
    object: str
    sandbox: str
    address: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Fault:
    """Where the chain breaks: at `number`, which was altered, is missing, or is the first of the last ones missing.

    `last` is the end of a gap of several lines, 0 for one line.
    """

    number: int
    what: Literal["altered", "missing", "cut"]
    last: int = 0


class Audit:
    """`clock` gives the time in UTC. A line that finds no room on the disk is written with the next one."""

    def __init__(self, database: Path, keys: SecretKeys, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
                 ) -> None:  # fmt: skip
        self._database, self._keys, self._clock = Database(database, TABLES, durable=True), keys, clock
        self._database.run(locked)
        self._waiting: list[dict[str, Any]] = []
        self._turn = Lock()

    def add(self, actor: str, action: str, object: str, *, sandbox: str = "", address: str = "", before: Any = None,
            after: Any = None) -> None:  # fmt: skip
        """Add a line. Actor and address are those of the request at hand where they are not given.

        It never fails the deed that it tells of, which is done by then.
        """
        who = asker()
        line = {"time": self._clock(), "actor": actor or who.name, "action": action, "object": object,
                "sandbox": sandbox, "address": address or who.address, "before": _clean(before),
                "after": _clean(after)}  # fmt: skip
        with self._turn:
            self._waiting.append(line)
            try:
                with self._database.writing() as connection:
                    for one in self._waiting:
                        self._write(connection, one)
                self._waiting.clear()
            except StorageError as wrong:
                print(f"The audit log could not be written ({wrong}).", file=sys.stderr)  # noqa: T201

    def __call__(self, action: str, object: str, *, author: str = "", sandbox: str = "", before: Any = None,
                 after: Any = None) -> None:  # fmt: skip
        """As the witness of a store."""
        self.add(author, action, object, sandbox=sandbox, before=before, after=after)

    def search(self, words: str = "", *, before: int | None = None, limit: int = _PAGE) -> Sequence[Line]:
        """The newest lines first, older than number `before`, that have all the words somewhere."""
        asked = select(LINES).where(LINES.c.number > 0).order_by(LINES.c.number.desc()).limit(limit)
        for word in words.split():
            asked = asked.where(LINES.c.text.contains(word.casefold(), autoescape=True))
        if before is not None:
            asked = asked.where(LINES.c.number < before)
        with self._database.reading() as connection:
            return [_line(row) for row in connection.execute(asked)]

    def all(self) -> Iterator[Line]:
        """Every line, oldest first, a piece at a time."""
        last = 0
        while rows := self._rows(last):
            yield from map(_line, rows)
            last = rows[-1].number

    def verify(self, *, begun: bool = False) -> Sequence[Fault]:
        """Where the log is not what was written; nothing when all is in order.

        `begun`: something was done here already, and a log without any line is none that was never begun.
        """
        faults, last, seal = [Fault(number, "altered") for number in self._before_the_first()], 0, ""
        while rows := self._rows(last):
            for row in rows:
                if last + 1 < row.number:
                    end = row.number - 1
                    faults.append(Fault(last + 1, "missing", end if end > last + 1 else 0))
                if last + 1 == row.number and not self._fits(row.seal, seal, _content(row)):
                    faults.append(Fault(row.number, "altered"))
                last, seal = row.number, row.seal
        with self._database.reading() as connection:
            head = connection.execute(select(HEAD)).one_or_none()
        if head and (head.number > last or not self._fits(head.seal, seal, str(last).encode())):
            faults.append(Fault(last + 1, "cut"))
        return faults if head or not (last or begun) else [*faults, Fault(last + 1, "cut")]

    def count(self) -> int:
        """The number of the newest line, 0 without any."""
        newest = self.search(limit=1)
        return newest[0].number if newest else 0

    def close(self) -> None:
        self._database.close()

    def _before_the_first(self) -> Sequence[int]:
        """The numbers of lines that stand where none is ever written."""
        with self._database.reading() as connection:
            return connection.execute(select(LINES.c.number).where(LINES.c.number < 1)).scalars().all()

    def _rows(self, after: int) -> Sequence[Any]:
        asked = select(LINES).where(LINES.c.number > after).order_by(LINES.c.number).limit(_PAGE)
        with self._database.reading() as connection:
            return connection.execute(asked).all()

    def _write(self, connection: Connection, line: dict[str, Any]) -> None:
        last = connection.execute(select(LINES).order_by(LINES.c.number.desc()).limit(1)).one_or_none()
        number = last.number + 1 if last else 1
        text = " ".join((line["time"].isoformat(), *(str(value) for value in line.values()))).casefold()
        row = {"number": number, **line, "text": text}
        row["seal"] = self._seal(self._secrets[0], last.seal if last else "", _sealed(row))
        connection.execute(LINES.insert().values(row))
        head = {"id": 1, "number": number, "seal": self._seal(self._secrets[0], row["seal"], str(number).encode())}
        connection.execute(insert(HEAD).values(head).on_conflict_do_update(index_elements=["id"], set_=head))

    def _fits(self, seal: str, before: str, content: bytes) -> bool:
        return any(hmac.compare_digest(seal, self._seal(key, before, content)) for key in self._secrets)

    def _seal(self, key: bytes, before: str, content: bytes) -> str:
        return hmac.new(key, before.encode() + b"\n" + content, sha256).hexdigest()

    @cached_property
    def _secrets(self) -> Sequence[bytes]:
        return [sha256(b"audit\n" + key).digest() for key in self._keys.read()]


def _line(row: Any) -> Line:
    return Line(**{part.name: getattr(row, part.name) for part in fields(Line)})


def _content(row: Any) -> bytes:
    return _sealed(asdict(_line(row)) | {"text": row.text})


def _sealed(row: dict[str, Any]) -> bytes:
    return dumps({**row, "time": row["time"].astimezone(UTC).isoformat()}, sort=True)


def _clean(value: Any) -> Any:
    """Nothing secret, whatever a caller hands over by mistake."""
    if isinstance(value, dict):
        return {str(name): "••••••" if _SECRET.search(str(name)) and isinstance(inner, str) else _clean(inner)
                for name, inner in value.items()}  # fmt: skip
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(inner) for inner in value]
    return masked(value) if isinstance(value, str) else value
