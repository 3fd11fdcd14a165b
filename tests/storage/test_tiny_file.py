"""TinyDB over our file: an ordinary database that cannot be half written."""

import json

import pytest
from tinydb import TinyDB, where

from storage.errors import Damaged
from storage.tiny_file import TinyFile


def test_it_is_an_ordinary_tinydb(tmp_path):
    with TinyDB(tmp_path / "a.json", storage=TinyFile) as database:
        database.insert({"name": "one", "size": 2**70})
        database.insert({"name": "two"})
        database.remove(where("name") == "two")
    with TinyDB(tmp_path / "a.json", storage=TinyFile) as database:
        assert database.all() == [{"name": "one", "size": 2**70}]


def test_the_file_is_json_that_other_tools_can_read(tmp_path):
    TinyFile(tmp_path / "a.json").write({"t": {"1": {"a": 1}}})
    assert json.loads((tmp_path / "a.json").read_bytes())["data"] == {"t": {"1": {"a": 1}}}


def test_before_the_first_write_it_is_empty(tmp_path):
    assert TinyFile(tmp_path / "a.json").read() is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_gone_comes_back_from_its_copy(tmp_path):
    file = TinyFile(tmp_path / "a.json")
    file.write({"t": {}})
    (tmp_path / "a.json").unlink()
    assert file.read() == {"t": {}}
    assert (tmp_path / "a.json").exists()


def test_a_damaged_copy_is_made_good_by_the_next_write(tmp_path):
    file = TinyFile(tmp_path / "a.json")
    file.write({"t": {}})
    (tmp_path / "a.json.bak").write_bytes(b"?")
    assert file.read() == {"t": {}}
    file.write({"t": {"1": {}}})
    (tmp_path / "a.json").write_bytes(b"?")
    assert file.read() == {"t": {"1": {}}}


def test_without_a_good_copy_it_says_so_each_time_and_keeps_the_damaged_files(tmp_path):
    found = []
    file = TinyFile(tmp_path / "a.json", report=found.append)
    file.write({"t": {}})
    for name in ("a.json", "a.json.bak"):
        (tmp_path / name).write_bytes(b"?")
    for _ in range(2):
        with pytest.raises(Damaged):
            file.read()
    assert [(aside.file.name, aside.used) for aside in found] == [("a.json", "nothing"), ("a.json.bak", "nothing")]
    assert [aside.name_for(aside.file).read_bytes() for aside in found] == [b"?", b"?"]
