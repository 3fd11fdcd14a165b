"""The tables of the audit log, and what keeps their lines from being changed."""

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table

from storage.database import Json, Moment

TABLES = MetaData()
LINES = Table(
    "lines", TABLES,
    Column("number", Integer, primary_key=True),
    Column("time", Moment, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("object", String, nullable=False),
    Column("sandbox", String, nullable=False),
    Column("address", String, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("text", String, nullable=False),
    Column("seal", String, nullable=False),
)  # fmt: skip
HEAD = Table(
    "head", TABLES,
    Column("id", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("seal", String, nullable=False),
)  # fmt: skip


def locked(connection: Connection) -> None:
    """Lines can be added only: against mistakes of our own; whoever means harm is found by the seals."""
    for deed in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER IF NOT EXISTS no_{deed.lower()} BEFORE {deed} ON lines"
            " BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
        )
