"""PostgreSQL where an installation has one, with the habits of `storage.database.Database`."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.errors import DiskFull, StorageError

_PATIENCE = 10
"""Seconds to wait for the server's answer to a new connection."""
_REASONS = {
    "53100": "disk_full", "40001": "storage_busy", "40P01": "storage_busy", "55P03": "storage_busy",
    "42P01": "changed_meanwhile", "42703": "changed_meanwhile", "42501": "postgresql_forbidden",
    "25006": "postgresql_forbidden",
}  # fmt: skip
"""What the server's own codes mean to people."""


class ChangedMeanwhile(StorageError):
    """A table was changed by somebody else at this very moment; asked again, it is there in its new form."""

    code = "changed_meanwhile"


class PostgreSQL:
    """One database of a server, its tables made when missing. `StorageError` when it cannot be reached."""

    def __init__(self, url: str, tables: MetaData) -> None:
        self._engine = _engine(url)
        self._place = f"{self._engine.url.host or 'localhost'}/{self._engine.url.database or ''}"
        try:
            self.make(tables)
        except BaseException:
            self.close()
            raise

    def make(self, tables: MetaData) -> None:
        """Make the tables that are missing; other processes wait meanwhile."""
        with self.writing() as connection:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('etapes'))")
            tables.create_all(connection)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection for looking; all its statements see one moment."""
        with self._faults(), self._engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it at its end, or nothing when it raises."""
        with self._faults(), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """A `StorageError` in place of the server's own words, which may quote values."""
        try:
            yield
        except DBAPIError as wrong:
            state = getattr(wrong.orig, "sqlstate", None)
            reason = _REASONS.get(state or "", "postgresql_unreachable" if _gone(wrong, state) else None)
            if reason == "disk_full":
                raise DiskFull(file=self._place) from wrong
            if reason == "changed_meanwhile":
                raise ChangedMeanwhile from wrong
            if reason:
                raise StorageError(reason, place=self._place) from wrong
            raise


def _gone(wrong: DBAPIError, state: str | None) -> bool:
    """Whether there is no server, or it went away: class 08, or 57 (it is going down); without a state, no answer."""
    return wrong.connection_invalidated or (type(wrong.orig).__name__ == "OperationalError" and (
        state is None or state[:2] in ("08", "57", "28", "3D")
    ))  # fmt: skip


def _engine(url: str):  # type: ignore[no-untyped-def]
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StorageError("database_url_unusable") from None
    if parsed.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StorageError("database_url_unusable")
    try:
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"), isolation_level="READ COMMITTED", pool_pre_ping=True,
            pool_size=8, max_overflow=64, connect_args={"connect_timeout": _PATIENCE},
        )  # fmt: skip
    except ModuleNotFoundError as missing:
        raise StorageError("postgresql_driver_missing") from missing
