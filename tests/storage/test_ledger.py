"""Parts of effects: the first word stands, and nothing is left of forgotten runs."""

from pathlib import Path

from sqlalchemy import MetaData

from storage.database import Database
from storage.ledger import Ledger


def test_a_part_is_kept_once(tmp_path: Path):
    database = Database(tmp_path / "runs.sqlite", MetaData())
    ledger = Ledger(database)
    ledger.keep("r", "s", "0", {"status": 200})
    ledger.keep("r", "s", "0", {"status": 500})
    ledger.keep("r", "s", "1", None)
    assert ledger.kept("r", "s") == {"0": {"status": 200}, "1": None}
    ledger.adopt("new", "r", ["s"])
    with database.writing() as connection:
        ledger.forget(connection, ["r"])
    assert (ledger.kept("r", "s"), len(ledger.kept("new", "s"))) == ({}, 2)
    database.close()
