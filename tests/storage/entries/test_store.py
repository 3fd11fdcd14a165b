"""The store of an installation: opened when needed, its courier at work by itself."""

import sys
from threading import Event

import pytest

from storage.entries import Operation
from storage.entries.place import URL
from storage.entries.store import EntryStore
from storage.errors import StorageError
from tests.storage.entries.conftest import CUSTOMER


def written(entries, count):
    """Wait until so many customers are there."""
    waiting = Event()
    while entries.count("customer") < count:
        waiting.wait(0.01)


def post(entries, number):
    entries.post([Operation("customer", "create", None, {"Number": number})], "ann", key=number)


def test_the_courier_writes_what_is_posted_by_itself(folder):
    store = EntryStore(folder, courier=True)
    entries = store.of("prod")
    entries.define(CUSTOMER, "ann")
    post(entries, "a")
    written(entries, 1)
    store.close()


def test_what_another_process_left_is_written_after_the_start(folder):
    store = EntryStore(folder, courier=False)
    store.of("prod").define(CUSTOMER, "ann")
    post(store.of("prod"), "a")
    store.close()
    owner = EntryStore(folder, courier=True)
    owner.start()
    written(owner.of("prod"), 1)
    owner.close()


def test_a_folder_without_entries_gets_no_database(tmp_path, monkeypatch):
    monkeypatch.delenv(URL, raising=False)
    store = EntryStore(tmp_path, courier=True)
    store.start()
    store.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("postgresql://ann:secret@127.0.0.1:1/test", "postgresql_unreachable"),
        ("mysql://ann:secret@127.0.0.1/test", "database_url_unusable"),
        ("anything", "database_url_unusable"),
    ],
)
def test_a_postgresql_that_cannot_be_used_is_said_at_the_start(tmp_path, monkeypatch, url, code):
    monkeypatch.setenv(URL, url)
    store = EntryStore(tmp_path, courier=True)
    with pytest.raises(StorageError) as refused:
        store.start()
    assert (refused.value.code, "secret" in str(refused.value)) == (code, False)
    store.close()


def test_a_missing_driver_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv(URL, "postgresql://127.0.0.1/test")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StorageError) as refused:
        EntryStore(tmp_path, courier=False).start()
    assert refused.value.code == "postgresql_driver_missing"
