"""Files by their input names, and what is left behind: nothing."""

import pytest

from runtime.context import ReadOptions, WriteOptions
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import FileChoice
from runtime.problems import Problems
from runtime.services.tables import RuntimeTables


def test_files_are_read_by_the_names_of_their_inputs(files):
    tables = RuntimeTables(files, {"orders": files.add(b"a;b\n1;x\n", "orders.csv").id})
    assert tables.read(FileChoice(name="orders"), ReadOptions(), Faults("s")).items() == [{"a": 1, "b": "x"}]


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (FileChoice(name="other"), "input_not_given"),
        (FileChoice(from_="stored"), "file_not_chosen"),
        (FileChoice(from_="stored", id="gone"), "file_gone"),
    ],
)
def test_a_file_that_is_not_there_is_said(tables, choice, code):
    with pytest.raises(Problems) as wrong:
        tables.read(choice, ReadOptions(), Faults("s"))
    assert wrong.value.problems[0].code == code


def test_decoded_copies_are_gone_after_close(files, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    tables = RuntimeTables(files)
    stored = files.add("a;b\né;1\n".encode("latin-1"), "x.csv")
    model = tables.read(FileChoice(from_="stored", id=stored.id), ReadOptions(encoding="latin-1"), Faults("s"))
    assert model.items() == [{"a": "é", "b": 1}]
    assert list(tmp_path.glob("etapes-*"))
    tables.close()
    assert list(tmp_path.glob("etapes-*")) == []


def test_whoever_waits_for_files_is_told_of_each(files):
    told = []
    tables = RuntimeTables(files, creator="someone", made=told.append)
    stored = tables.write(model_of([{"n": 1}]), "out.csv", WriteOptions())
    assert told == [stored]
    assert (stored.creator, stored.size, files.info(stored.id).sha256) == ("someone", 4, stored.sha256)
