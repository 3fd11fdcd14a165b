"""The database of the entries: SQLite in the data folder, or PostgreSQL where an installation has one."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Database
from storage.entries.tables import TABLES
from storage.postgresql import PostgreSQL

FILE = "entries.sqlite"
URL = "ETAPES_DATABASE_URL"
"""Where the PostgreSQL is: `postgresql://user:password@host/database`; empty for SQLite."""


class Place(Protocol):
    """What both databases are to the entries: one code path."""

    def snapshot(self) -> AbstractContextManager[Connection]: ...
    def writing(self) -> AbstractContextManager[Connection]: ...
    def close(self) -> None: ...


def open_place(folder: Path) -> Place:
    """`StorageError` says what stands in the way of PostgreSQL."""
    url = from_environment()
    return PostgreSQL(url, TABLES) if url else Database(folder / FILE, TABLES)


def from_environment() -> str | None:
    return os.environ.get(URL) or None


def insert_unless_there(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row unless one with its key is there; says whether it did."""
    insert: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
    made = insert(table).values(row).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(made).first() is not None
