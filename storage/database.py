"""SQLite by SQLAlchemy Core: many readers beside one writer, in this process and others."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    create_engine,
    event,
    inspect,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.schema import CreateColumn

from storage.errors import Damaged, DiskFull, StorageError
from storage.exact_json import dumps, loads

_PATIENCE = 30
"""Seconds to wait for another process's write."""


class Database:
    """One SQLite file with its tables, made when missing. `durable`: a commit survives a power cut, not only kill -9.

    `DiskFull` when there is no room, `Damaged` when the file is no database (it is left as it is).
    """

    def __init__(self, path: Path, tables: MetaData, *, durable: bool = False) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._writer, self._witness_lock = Lock(), Lock()
        self._witness: sqlite3.Connection | None = None
        self._engine = create_engine(
            f"sqlite:///{path}", isolation_level="AUTOCOMMIT", connect_args={"timeout": _PATIENCE},
            pool_size=8, max_overflow=64,
        )  # fmt: skip
        event.listen(self._engine, "connect", _set_up(durable))
        try:
            self.make(tables)
        except BaseException:
            self.close()
            raise

    def make(self, tables: MetaData) -> None:
        """Make the tables that are missing, and the columns that a table of an older release lacks.

        A column that comes later is nullable or has a server default: the rows that stand there need a value.
        """
        with self.writing() as connection:
            tables.create_all(connection)
            for table in tables.tables.values():
                _complete(connection, table)

    def run(self, deed: Callable[[Connection], None]) -> None:
        """Do something in a transaction of its own."""
        with self.writing() as connection:
            deed(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for looking; each statement sees what is committed."""
        with named_faults(self._path.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection for looking; all its statements see one moment."""
        with self.reading() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it at its end, or nothing when it raises. One at a time."""
        with named_faults(self._path.name), self._writer, self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    def version(self) -> int:
        """Another number after every commit, of this process or another; takes microseconds."""
        with self._witness_lock:
            if self._witness is None:
                self._witness = sqlite3.connect(self._path, check_same_thread=False)
            return int(self._witness.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self._engine.dispose()
        if self._witness:
            self._witness.close()


def _complete(connection: Connection, table: Table) -> None:
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in there:
            words = CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {words}")


@contextmanager
def named_faults(file: str) -> Iterator[None]:
    """`DiskFull`, `Damaged` or another `StorageError` in place of SQLite's own words; `file` is the database's name."""
    try:
        yield
    except DatabaseError as wrong:
        said = str(wrong.orig)
        if "disk is full" in said or "disk I/O error" in said:
            raise DiskFull(file=file) from wrong
        if "not a database" in said or "malformed" in said:
            raise Damaged("damaged_database", file=file) from wrong
        if "is locked" in said:
            raise StorageError("storage_busy") from wrong
        if "readonly" in said or "unable to open" in said:
            raise StorageError("not_writable", file=file) from wrong
        raise


class Json(TypeDecorator[Any]):
    """A JSON value, exactly as it was given; None is NULL."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        return None if value is None else loads(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, as text that sorts by time (SQLite's own type forgets the zone)."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def _set_up(durable: bool) -> Any:
    def connected(connection: sqlite3.Connection, _: object) -> None:
        for setting in (
            f"busy_timeout={_PATIENCE * 1000}", "journal_mode=WAL", f"synchronous={'FULL' if durable else 'NORMAL'}",
            "foreign_keys=ON", "journal_size_limit=67108864", "cache_size=-16000",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {setting}")

    return connected
