"""A data folder of an earlier release opens in this one, with all that is in it."""

from pathlib import Path

from sqlalchemy import inspect

from storage.run_tables import RUNS
from storage.runs import RunRecord, Runs

ADDED = ("parent", "parent_step", "depth", "actions")


def test_runs_of_an_earlier_release_are_kept_and_may_have_children_now(tmp_path: Path):
    place, before = tmp_path / "runs.sqlite", Runs(tmp_path / "runs.sqlite")
    before.create(RunRecord(id="old", flow="f", model=[1]))
    with before.database.writing() as connection:
        connection.exec_driver_sql("DROP INDEX runs_of_a_run")
        for name in ADDED:
            connection.exec_driver_sql(f"ALTER TABLE runs DROP COLUMN {name}")
        assert not set(ADDED) & {column["name"] for column in inspect(connection).get_columns("runs")}
    before.close()
    for _ in range(2):  # once it has grown, it stays as it is
        runs = Runs(place)
        old = runs.get("old")
        assert (old.model, old.parent, old.depth, old.actions) == ([1], None, 0, [])
        runs.close()
    runs = Runs(place)
    child = runs.create(RunRecord(id="new", flow="g", parent="old", parent_step="s", depth=1))
    assert [one.id for one in runs.children("old")] == ["new"]
    assert [one.id for one in runs.lineage("new")] == ["new", "old"]
    assert [one.id for one in runs.list(called=False)] == ["old"]
    assert runs.get("new") == child
    with runs.database.reading() as connection:
        assert "runs_of_a_run" in {index["name"] for index in inspect(connection).get_indexes(RUNS.name)}
    runs.close()
