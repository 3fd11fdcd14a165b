"""The tables beside the entries themselves: designs, deeds done, to do. Their prefix keeps a shared database tidy."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, UniqueConstraint

from storage.database import Json, Moment

TABLES = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")
"""The number of a row. SQLite takes its own integer type for the row's place, and counts up in no other."""
COMPONENTS = Table(
    "etapes_components", TABLES,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("sandbox", String, nullable=False),
    Column("id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("document", Json, nullable=False),
    Column("aside", Json, nullable=False),
    Column("last_entry", BigInteger, nullable=False),
    Column("author", String, nullable=False),
    Column("changed", Moment, nullable=False),
    UniqueConstraint("sandbox", "id"),
    sqlite_autoincrement=True,
)  # fmt: skip
"""`number` names the table of entries and is never given again; `last_entry` is the last id given in it."""
DEEDS = Table(
    "etapes_deeds", TABLES,
    Column("sandbox", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("outcomes", Json),
    Column("time", Moment, nullable=False, index=True),
)  # fmt: skip
"""The outcomes of what was written with a key, so that it is never written twice."""
OUTBOX = Table(
    "etapes_outbox", TABLES,
    Column("number", Number, primary_key=True, autoincrement=True),
    Column("sandbox", String, nullable=False),
    Column("key", String, nullable=False),
    Column("user", String, nullable=False),
    Column("operations", Json, nullable=False),
    Column("time", Moment, nullable=False),
    Column("failed", Boolean, nullable=False),
    Column("faults", Json),
    UniqueConstraint("sandbox", "key"),
    Index("etapes_outbox_waiting", "failed", "number"),
    sqlite_autoincrement=True,
)  # fmt: skip
"""What was posted and is not written yet; what `failed` cannot be, for the reasons in `faults`."""
