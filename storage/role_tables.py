"""The tables behind roles: those of this installation's own, groups, contexts, and who has what where."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

from storage.database import Json, Moment

TABLES = MetaData()
OWN_ROLES = Table(
    "own_roles", TABLES,
    Column("name", String, primary_key=True),
    Column("rights", Json, nullable=False),
)  # fmt: skip
GROUPS = Table(
    "groups", TABLES,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
)  # fmt: skip
MEMBERS = Table(
    "members", TABLES,
    Column("group", ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String, primary_key=True, index=True),
)  # fmt: skip
CONTEXTS = Table(
    "contexts", TABLES,
    Column("id", String, primary_key=True),
    Column("sandbox", String, nullable=False),
    Column("component", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("created", Moment, nullable=False),
    UniqueConstraint("sandbox", "number", "entry"),
)  # fmt: skip
"""`number` is that of the component: one that is made anew under the id of another gets none of its contexts."""
ASSIGNMENTS = Table(
    "assignments", TABLES,
    Column("holder", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("sandbox", String, primary_key=True),
    Column("context", String, primary_key=True),
    Column("given_by", String, nullable=False),
    Column("given", Moment, nullable=False),
)  # fmt: skip
"""`holder` is a person's id or `group:<id>`; an empty sandbox is every one, an empty context is no context."""
