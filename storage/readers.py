"""Who reads at which broker: what a flow's subscription uses there, until nobody needs it any more."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Boolean, Column, ColumnElement, MetaData, String, Table, and_, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database

_TABLES = MetaData()
_NAMES = ("sandbox", "flow", "connector", "endpoint", "broker", "path", "group")
_READERS = Table(
    "readers", _TABLES,
    *[Column(name, String, primary_key=True) for name in _NAMES],
    Column("made", Boolean, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """A flow that reads the endpoint `path` in a `group`. `broker` says where: the connector may lead elsewhere later.

    `made`: what it reads by (a queue, a group, a durable consumer, a session) was made by us, and is ours to remove.
    """

    sandbox: str
    flow: str
    connector: str
    endpoint: str
    broker: str
    path: str
    group: str
    made: bool = False

    def beside(self, other: "Reader") -> bool:
        """Whether both read by the same thing at the same broker."""
        return (self.broker, self.path, self.group) == (other.broker, other.path, other.group)

    def same(self, other: "Reader") -> bool:
        return replace(self, made=False) == replace(other, made=False)


class Readers:
    """The readers of all flows of an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.make(_TABLES)

    def list(self) -> Sequence[Reader]:
        with self._database.reading() as connection:
            return [Reader(**row) for row in connection.execute(select(_READERS)).mappings()]

    def note(self, reader: Reader) -> None:
        """It reads there from now on; what was made once stays ours."""
        said = insert(_READERS).values(asdict(reader))
        with self._database.writing() as connection:
            if reader.made:
                connection.execute(said.on_conflict_do_update(index_elements=_NAMES, set_={"made": True}))
            else:
                connection.execute(said.on_conflict_do_nothing())

    def drop(self, reader: Reader, heir: Reader | None = None) -> None:
        """It reads there no more; what it made is the heir's now."""
        with self._database.writing() as connection:
            connection.execute(delete(_READERS).where(_is(reader)))
            if heir and reader.made:
                connection.execute(update(_READERS).where(_is(heir)).values(made=True))


def _is(reader: Reader) -> ColumnElement[bool]:
    return and_(*[_READERS.c[name] == getattr(reader, name) for name in _NAMES])
