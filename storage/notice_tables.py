"""The tables behind notices: what people are told in the editor, and mail on its way out."""

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table

from storage.database import Json, Moment

TABLES = MetaData()
NOTICES = Table(
    "notices", TABLES,
    Column("number", Integer, primary_key=True),
    Column("person", String, nullable=False),
    Column("key", String, nullable=False),
    Column("time", Moment, nullable=False),
    Column("read", Moment),
    Column("subject", String, nullable=False),
    Column("body", String, nullable=False),
    Column("code", String, nullable=False),
    Column("parameters", Json, nullable=False),
    Column("link", String, nullable=False),
    Column("sender", String, nullable=False),
    Index("one_notice_per_key", "person", "key", unique=True),
    Index("notices_unread", "person", "read"),
    sqlite_autoincrement=True,
)  # fmt: skip
MAILS = Table(
    "mails", TABLES,
    Column("number", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("sandbox", String, nullable=False),
    Column("connector", String, nullable=False),
    Column("endpoint", String, nullable=False),
    Column("recipient", String, nullable=False),
    Column("name", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("content", Json),
    Column("user", String, nullable=False),
    Column("run", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("state", String, nullable=False),  # waiting, sending (its outcome is not known yet), sent, failed, dropped
    Column("due", Moment),
    Column("attempts", Integer, nullable=False),
    Column("uncertain", Boolean, nullable=False),
    Column("ended", Moment),
    Column("code", String, nullable=False),
    Column("parameters", Json, nullable=False),
    Index("mails_due", "state", "due"),
    Index("mails_of_a_connector", "sandbox", "connector", "number"),
    sqlite_autoincrement=True,
)  # fmt: skip
