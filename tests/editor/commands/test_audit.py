"""The audit log from the command line, also while a server runs."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from editor.__main__ import main
from storage.audit import Audit
from storage.secret_keys import SecretKeys

Told = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    audit = Audit(tmp_path / "audit.sqlite", SecretKeys())
    audit.add("=Ann", "flow_published", "flow/7", after={"name": "Orders"})
    for name in ("bea", "carl", "dora", "emil"):
        audit.add("Ann", "person_added", f"person/{name}")
    audit.close()
    return tmp_path


def tampered(folder: Path, deed: str) -> None:
    with closing(sqlite3.connect(folder / "audit.sqlite")) as file, file:
        file.execute("DROP TRIGGER no_update")
        file.execute("DROP TRIGGER no_delete")
        file.execute(deed)


def test_a_log_in_order_is_told_so(folder: Path, capsys: Told):
    assert main(["audit", "verify", "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "The log is in order: 5 lines, as they were written.\n"


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [("UPDATE lines SET actor = 'Bob' WHERE number = 2", "Line 2 was altered."),
     ("DELETE FROM lines WHERE number IN (2, 3)", "Lines 2 to 3 are missing."),
     ("DELETE FROM lines WHERE number > 3", "The end was cut off: the lines from number 4 on are missing.")],
)  # fmt: skip
def test_what_was_laid_hands_on_is_named(folder: Path, capsys: Told, deed: str, sentence: str):
    tampered(folder, deed)
    assert main(["audit", "verify", "--data", str(folder)]) == 1
    assert sentence in capsys.readouterr().out.splitlines()


def test_with_another_key_one_is_told_to_look_for_the_right_one(
    folder: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ETAPES_SECRET_KEY", "A" * 43 + "=")
    assert main(["audit", "verify", "--data", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "Lines 1 to 5 were altered." in told
    assert "ETAPES_SECRET_KEY" in told


def test_the_log_is_taken_along_as_a_table_or_as_objects(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]):
    assert main(["audit", "export", "--data", str(folder)]) == 0
    table = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig"))))
    assert [line["object"] for line in table] == ["flow/7", "person/bea", "person/carl", "person/dora", "person/emil"]
    assert table[0]["actor"] == "'=Ann", "no spreadsheet takes a name for a formula"
    assert main(["audit", "export", "--format", "ndjson", "--data", str(folder)]) == 0
    objects = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert (objects[0]["actor"], objects[0]["after"]) == ("=Ann", {"name": "Orders"})


def test_a_folder_without_a_log_is_told_apart_from_one_in_order(tmp_path: Path, capsys: Told):
    assert main(["audit", "verify", "--data", str(tmp_path)]) == 2
    assert "--data" in capsys.readouterr().err
    assert not (tmp_path / "audit.sqlite").exists()
