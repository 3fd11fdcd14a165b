"""SQLite behind one door: whole transactions, and its faults by name."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select

from storage.database import Database, Json, Moment
from storage.errors import Damaged

TABLES = MetaData()
THINGS = Table("things", TABLES, Column("id", Integer, primary_key=True), Column("value", Json), Column("time", Moment))


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "a.sqlite", TABLES)
    yield opened
    opened.close()


def everything(database):
    with database.reading() as connection:
        return connection.execute(select(THINGS.c.value, THINGS.c.time)).all()


def test_values_and_moments_come_back_exactly(database):
    moment = datetime(2026, 3, 4, 5, 6, 7, 8, timezone(timedelta(hours=2)))
    with database.writing() as connection:
        connection.execute(THINGS.insert().values(value={"n": [2**70, 1.0, None]}, time=moment))
        connection.execute(THINGS.insert().values(value=None, time=None))
    (value, time), nothing = everything(database)
    assert (repr(value), time, time.utcoffset()) == (repr({"n": [2**70, 1.0, None]}), moment, timedelta(0))
    assert tuple(nothing) == (None, None)


def test_what_raises_in_the_middle_was_never_written(database):
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(THINGS.insert().values(value=1))
        raise ZeroDivisionError
    assert everything(database) == []
    with database.writing() as connection:
        connection.execute(THINGS.insert().values(value=2))
    assert len(everything(database)) == 1


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    file = tmp_path / "a.sqlite"
    file.write_bytes(b"this was never a database, and is long enough to be taken for one" * 20)
    before = file.read_bytes()
    with pytest.raises(Damaged) as refused:
        Database(file, TABLES)
    assert refused.value.code == "damaged_database"
    assert file.read_bytes() == before


def test_a_full_disk_is_named_and_nothing_is_half_written(in_a_process, tmp_path):
    script = """
        import json, resource, sys
        from pathlib import Path
        from storage.errors import DiskFull
        from storage.runs import RunRecord, Runs
        runs = Runs(Path(sys.argv[1]))
        runs.create(RunRecord(id="kept", flow="f"))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
        try:
            for number in range(200):
                runs.create(RunRecord(id=str(number), flow="f", model="x" * 20_000))
        except DiskFull:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            kept = [run.id for run in runs.list(limit=500)]
            runs.create(RunRecord(id="after", flow="f"))
            print(json.dumps([len(kept) == number + 1, kept[-1], runs.get("after").id]))
    """
    assert in_a_process(script, tmp_path / "runs.sqlite") == [True, "kept", "after"]
