"""Everybody has notices of their own, told once, unread until they look."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from storage.notice_tables import TABLES
from storage.notices import Note, Notices


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "notices.sqlite", TABLES)
    yield database
    database.close()


@pytest.fixture
def notices(database: Database) -> Notices:
    return Notices(database)


def test_a_notice_reaches_each_person_once(notices: Notices):
    note = Note(subject="Stock is low", body="Order more tea.", link="/runs/1")
    assert notices.tell(["ann", "bob", "ann"], note, "run:tell:0") == 2
    assert notices.tell(["ann", "cleo"], note, "run:tell:0") == 1
    assert [len(notices.of(person)) for person in ("ann", "bob", "cleo", "dan")] == [1, 1, 1, 0]


def test_the_newest_stands_first_and_older_ones_are_reached(notices: Notices):
    for number in range(5):
        notices.tell(["ann"], Note(subject=str(number)))
    first = notices.of("ann", limit=2)
    assert [one.subject for one in first] == ["4", "3"]
    assert [one.subject for one in notices.of("ann", before=first[-1].number)] == ["2", "1", "0"]


def test_who_looks_has_read_and_nobody_reads_for_others(notices: Notices):
    notices.tell(["ann", "bob"], Note(subject="one"))
    notices.tell(["ann"], Note(subject="two"))
    newest = notices.of("ann")[0].number
    assert notices.mark_read("bob", [newest]) == 0
    assert (notices.mark_read("ann", [newest]), notices.unread("ann")) == (1, 1)
    assert [one.subject for one in notices.of("ann", unread=True)] == ["one"]
    assert (notices.mark_read("ann"), notices.unread("ann"), notices.unread("bob")) == (1, 0, 1)


def test_whoever_watches_is_told_of_notices_that_are_forgotten(notices: Notices):
    heard: list[str] = []
    notices.tell(["ann"], Note(subject="one"))
    for person in ("ann", "bob"):
        notices.watch(person, lambda person=person: heard.append(person))
    notices.forget(datetime.now(UTC) + timedelta(days=1))
    assert (heard, notices.unread("ann")) == (["ann"], 0)


def test_a_long_subject_is_cut_and_never_inside_of_a_sealed_value(notices: Notices):
    handle = "sealed:" + "x" * 32
    notices.tell(["ann"], Note(subject="s" * 300))
    notices.tell(["ann"], Note(subject="s" * 180 + handle + "more"))
    assert [one.subject for one in notices.of("ann")] == ["s" * 180 + handle, "s" * 200]


def test_whoever_watches_is_told_of_every_change_until_they_leave(notices: Notices):
    heard: list[str] = []
    leave = notices.watch("ann", lambda: heard.append("ann"))
    notices.tell(["ann", "bob"], Note(subject="one"))
    notices.mark_read("bob")
    notices.mark_read("ann")
    notices.mark_read("ann")
    leave()
    notices.tell(["ann"], Note(subject="two"))
    assert heard == ["ann", "ann"]


def test_notices_outlive_the_process_until_they_are_old(database: Database):
    then = datetime(2026, 1, 1, tzinfo=UTC)
    Notices(database, lambda: then).tell(["ann"], Note(code="mail_failed", parameters={"recipient": "x"}))
    notices = Notices(database)
    assert [(one.code, one.parameters, one.time) for one in notices.of("ann")] == [
        ("mail_failed", {"recipient": "x"}, then)
    ]
    notices.forget(then + timedelta(days=1))
    assert notices.of("ann") == []
