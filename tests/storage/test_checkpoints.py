"""Kept files are whole or not there; names may be anything."""

from pathlib import Path

import pytest

from storage.checkpoints import Checkpoints


def test_a_file_is_there_when_it_is_whole(tmp_path: Path):
    kept = Checkpoints(tmp_path)
    assert kept.find("run", "../../step") is None
    kept.keep("run", "../../step", lambda file: file.write_text("model") and None)
    found = kept.find("run", "../../step")
    assert found
    assert found.read_text() == "model"
    assert found.is_relative_to(tmp_path / "run")


def test_what_broke_on_the_way_leaves_nothing(tmp_path: Path):
    def half(file: Path) -> None:
        file.write_text("ha")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Checkpoints(tmp_path).keep("run", "step", half)
    assert list((tmp_path / "run").iterdir()) == []


def test_a_rerun_takes_over_results_and_forgotten_runs_leave_nothing(tmp_path: Path):
    kept = Checkpoints(tmp_path)
    kept.keep("old", "a", lambda file: file.write_text("a") and None)
    kept.adopt("new", "old", ["a", "never"])
    kept.forget(["old", "unknown"])
    assert (kept.find("old", "a"), kept.find("new", "never")) == (None, None)
    assert kept.find("new", "a")
