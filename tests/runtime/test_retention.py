"""Runs that ended long ago are forgotten with all that was kept for them; others stay."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from runtime.installation import Installation
from runtime.retention import KEEP, days_kept
from storage.errors import NotFound
from storage.runs import RunRecord, Runs

Documents = Any


def rows(file: Path, table: str) -> int:
    with sqlite3.connect(file) as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    connection.close()
    return int(count)


def test_a_run_goes_with_its_events_its_document_and_its_workflow(installation: Installation, documents: Documents):
    engine, file = installation.engine, installation.files.add(documents.orders(10), "orders.csv").id
    run = engine.start(None, document=documents.exporting("a.csv"), files={"orders": file}, user="ann")
    other = engine.start(None, document=documents.small, model=[{"amount": 2}], user="ann")
    for each in (run, other):
        assert engine.wait(each, 30)
    assert engine.retention.clear(datetime.now(UTC) - timedelta(days=1)) == 0
    installation.runs.update(run, finished=datetime.now(UTC) - timedelta(days=2))
    assert engine.retention.clear(datetime.now(UTC) - timedelta(days=1)) == 1
    with pytest.raises(NotFound):
        engine.view(run)
    assert installation.logs.count(run) == 0
    assert engine.view(other)["status"] == "succeeded"
    assert rows(installation.folder / "runs.sqlite", "documents") == 1
    assert rows(installation.folder / "dbos.sqlite", "workflow_status") == 0
    again = engine.start(None, document=documents.exporting("a.csv"), files={"orders": file}, user="ann")
    assert engine.wait(again, 30)
    assert engine.rerun(again, "ann")


def test_a_start_forgets_old_runs_and_never_unfinished_ones(tmp_path: Path, documents: Documents):
    long_ago = datetime.now(UTC) - timedelta(days=91)
    runs = Runs(tmp_path / "runs.sqlite")
    for name, status, finished in (("old", "failed", long_ago), ("owed", "queued", None)):
        runs.create(RunRecord(id=name, flow="", document=documents.small, model=[{"amount": 2}], created=long_ago,
                              status=status, finished=finished))  # fmt: skip
    runs.close()
    with Installation(tmp_path) as installation:
        assert installation.engine.wait("owed", 30)
        installation.engine.retention.clear(datetime.now(UTC) - timedelta(days=90))
        assert [run.id for run in installation.runs.list()] == ["owed"]


@pytest.mark.parametrize(("text", "days"), [("", 90), ("7", 7), ("0", 0), ("-1", 90), ("soon", 90), ("9" * 9, 90)])
def test_the_setting_is_a_number_of_days(text: str, days: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(KEEP, text)
    assert days_kept() == days
