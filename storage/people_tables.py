"""The tables behind people: accounts, sessions, tokens and failed attempts."""

from hashlib import sha256

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table

from storage.database import Json, Moment

TABLES = MetaData()
PEOPLE = Table(
    "people", TABLES,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("language", String),
    Column("theme", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
    Column("password", String, nullable=False),
    Column("id", String, nullable=False, server_default=""),
    Column("email", String, nullable=False, server_default=""),
    Column("first_name", String, nullable=False, server_default=""),
    Column("middle_name", String, nullable=False, server_default=""),
    Column("last_name", String, nullable=False, server_default=""),
    Column("provider", String, nullable=False, server_default=""),
    Column("external_key", String, nullable=False, server_default=""),
    Column("barred", Boolean, nullable=False, server_default="0"),
    Column("full_name", String, nullable=False, server_default=""),
    Column("awaiting", Boolean, nullable=False, server_default="0"),
)  # fmt: skip
SESSIONS = Table(
    "sessions", TABLES,
    Column("hash", String, primary_key=True),
    Column("person", ForeignKey("people.key"), nullable=False, index=True),
    Column("address", String, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("browser", String, nullable=False, server_default=""),
)  # fmt: skip
TOKENS = Table(
    "tokens", TABLES,
    Column("id", String, primary_key=True),
    Column("hash", String, nullable=False, unique=True),
    Column("person", ForeignKey("people.key"), nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("created", Moment, nullable=False),
    Column("ends", Moment),
)  # fmt: skip
ATTEMPTS = Table(
    "attempts", TABLES,
    Column("who", String, primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("last", Float, nullable=False),
)  # fmt: skip


def hashed(secret: str) -> str:
    """What is stored of a random secret: enough to know it again, useless to a thief of the file."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
