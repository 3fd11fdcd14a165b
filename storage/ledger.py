"""What effects did, part by part: a part that stands here is never done again."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, String, Table, select
from sqlalchemy.dialects.sqlite import insert

from storage.database import Database, Json

_TABLES = MetaData()
_PARTS = Table(
    "parts", _TABLES,
    Column("run", String, primary_key=True),
    Column("step", String, primary_key=True),
    Column("part", String, primary_key=True),
    Column("result", Json, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip


class Ledger:
    """The parts (an item, a chunk) of the effects of runs, beside the runs in their database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._database.make(_TABLES)

    def kept(self, run: str, step: str) -> dict[str, Any]:
        """Every finished part of a step with its result."""
        asked = select(_PARTS.c.part, _PARTS.c.result).filter_by(run=run, step=step)
        with self._database.reading() as connection:
            return {part: result[0] for part, result in connection.execute(asked)}

    def keep(self, run: str, step: str, part: str, result: Any) -> None:
        """A part is done; its result (any JSON) outlives the process when this returns. The first word stands."""
        row = {"run": run, "step": step, "part": part, "result": [result]}
        with self._database.writing() as connection:
            connection.execute(insert(_PARTS).values(row).on_conflict_do_nothing())

    def adopt(self, run: str, older: str, steps: Iterable[str]) -> None:
        """Give a new run the parts of an older one, for steps whose results stand."""
        for step in steps:
            for part, result in self.kept(older, step).items():
                self.keep(run, step, part, result)

    def forget(self, connection: Connection, runs: Sequence[str]) -> None:
        """Drop all parts of these runs, inside a transaction of the caller's."""
        connection.execute(_PARTS.delete().where(_PARTS.c.run.in_(runs)))
