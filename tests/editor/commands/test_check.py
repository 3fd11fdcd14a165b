"""`etapes check`: every problem of a document, in the user's language."""

import json
from pathlib import Path
from typing import Any

import pytest

from editor.__main__ import main


def checked(folder: Path, document: Any) -> int:
    path = folder / "flow.json"
    path.write_text(json.dumps(document), "utf-8")
    return main(["check", str(path)])


WRONG = {"phases": [{"id": "p", "steps": [
    {"id": "a", "type": "filter_source", "name": "Keep", "settings": {"match": "some"}},
    {"id": "b", "type": "nothing"},
]}]}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told"), [("en", "is no choice for “match”"), ("fr", "n’est pas un choix possible")]
)
def test_all_problems_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, told: str
):
    monkeypatch.setenv("ETAPES_LANGUAGE", language)
    assert checked(tmp_path, WRONG) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any("Keep · match" in line and told in line for line in lines)
    assert any("nothing" in line for line in lines)


def test_a_flow_without_errors_exits_with_0(tmp_path: Path):
    assert checked(tmp_path, {"name": "Empty", "phases": []}) == 0


def test_a_file_that_is_no_flow_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["check", str(tmp_path / "gone.json")]) == 2
    assert "gone.json" in capsys.readouterr().err
