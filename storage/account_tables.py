"""The tables behind what proves that somebody is the person: codes, links, second factors, and the sign-in log."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table

from storage.database import Moment
from storage.people_tables import TABLES as PEOPLE_TABLES

TABLES: MetaData = PEOPLE_TABLES
"""All of them are one file with the accounts. `person` is the id that stays when the name changes."""
CODES = Table(
    "one_time_codes", TABLES,
    Column("person", String, primary_key=True),
    Column("client", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("used_by", String),
)  # fmt: skip
LINKS = Table(
    "links", TABLES,
    Column("hash", String, primary_key=True),
    Column("person", String, nullable=False, index=True),
    Column("purpose", String, nullable=False),
    Column("client", String, nullable=False),
    Column("ends", Moment, nullable=False),
)  # fmt: skip
FACTORS = Table(
    "second_factors", TABLES,
    Column("person", String, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("last", Integer, nullable=False),
)  # fmt: skip
RECOVERY = Table(
    "recovery_codes", TABLES,
    Column("hash", String, primary_key=True),
    Column("person", String, nullable=False, index=True),
)  # fmt: skip
SIGN_INS = Table(
    "sign_ins", TABLES,
    Column("number", Integer, primary_key=True),
    Column("time", Moment, nullable=False),
    Column("person", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("address", String, nullable=False),
    Column("way", String, nullable=False),
    Column("outcome", String, nullable=False),
)  # fmt: skip
