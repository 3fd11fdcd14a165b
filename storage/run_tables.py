"""The tables behind runs: a row each, and the frozen documents once per content."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table

from storage.database import Json, Moment

TABLES = MetaData()
RUNS = Table(
    "runs", TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("flow", String, nullable=False),
    Column("flow_name", String, nullable=False),
    Column("version", Integer),
    Column("dry", Boolean, nullable=False),
    Column("files", Json, nullable=False),
    Column("user", String, nullable=False),
    Column("trigger", String, nullable=False),
    Column("key", String),
    Column("status", String, nullable=False),
    Column("created", Moment, nullable=False),
    Column("started", Moment),
    Column("finished", Moment),
    Column("status_code", Integer),
    Column("steps", Json, nullable=False),
    Column("made_files", Json, nullable=False),
    Column("problems", Json, nullable=False),
    Column("sandbox", String, nullable=False),
    Column("document", String, nullable=False),
    Column("model", Json),
    Column("response", Json),
    Column("parent", String),
    Column("parent_step", String),
    Column("depth", Integer, nullable=False, server_default="0"),
    Column("actions", Json),
    Index("one_run_per_key", "sandbox", "flow", "key", unique=True),
    Index("runs_of_a_flow", "sandbox", "flow", "place"),
    Index("runs_by_status", "status", "place"),
    Index("runs_of_a_run", "parent", "place"),
)  # fmt: skip
DOCUMENTS = Table(
    "documents", TABLES,
    Column("hash", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip
