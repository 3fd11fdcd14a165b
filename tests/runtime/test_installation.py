"""One process runs a data folder."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from runtime.installation import Installation, OwnedElsewhere
from storage.component import Component
from storage.entries import Operation
from storage.errors import StorageError

OTHER = """
import sys
from pathlib import Path
from runtime.installation import Installation, OwnedElsewhere
try:
    Installation(Path(sys.argv[1]))
except OwnedElsewhere as owned:
    print(owned.parameters["url"])
"""


def test_a_second_process_is_told_who_owns_the_folder(tmp_path: Path):
    with Installation(tmp_path) as installation:
        installation.announce("http://localhost:1234")
        other = subprocess.run([sys.executable, "-c", OTHER, str(tmp_path)], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == "http://localhost:1234"
    assert not (tmp_path / "owner.json").exists()


def test_a_folder_that_was_let_go_opens_again(tmp_path: Path):
    for _ in range(3):
        with Installation(tmp_path) as installation:
            with pytest.raises(OwnedElsewhere):
                Installation(tmp_path)
            with Installation(tmp_path, own=False) as beside:
                assert beside.folder == installation.folder


def test_sandboxes_are_worlds_of_their_own(installation: Installation):
    flow = installation.flows("test").create({"name": "Here"}, "ann")
    assert [line.id for line in installation.flows("test").list()] == [flow.id]
    assert installation.flows().list() == []
    assert installation.flows("prod") is installation.flows()


def test_a_postgresql_that_does_not_answer_leaves_the_folder_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ETAPES_DATABASE_URL", "postgresql://127.0.0.1:1/nothing")
    with pytest.raises(StorageError) as refused:
        Installation(tmp_path)
    assert refused.value.code == "postgresql_unreachable"
    monkeypatch.delenv("ETAPES_DATABASE_URL")
    Installation(tmp_path).close()


def test_keys_of_what_was_written_are_forgotten_with_old_runs(installation: Installation):
    entries = installation.entries()
    entries.define(Component(id="thing", name="Thing"), "ann")
    create = [Operation("thing", "create")]
    entries.write(create, "ann", key="k")
    installation.engine.retention.clear(datetime.now(UTC))
    entries.write(create, "ann", key="k")
    assert entries.count("thing") == 2
