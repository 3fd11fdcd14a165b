"""The audit log says who did what, and shows when somebody laid hands on it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from storage.asker import asked_by
from storage.audit import Audit, Fault
from storage.audit_tables import LINES
from storage.secret_keys import SecretKeys

FORGED = "INSERT INTO lines (number, time, actor, action, object, sandbox, address, text, seal) SELECT"


@pytest.fixture
def audit(tmp_path: Path) -> Iterator[Audit]:
    opened = Audit(tmp_path / "audit.sqlite", SecretKeys())
    for number in range(1, 6):
        opened.add("Ann", "flow_published", f"flow/{number}", after={"version": number})
    yield opened
    opened.close()


def tampered(folder: Path, *words: str) -> None:
    """As somebody would who holds the file."""
    with closing(sqlite3.connect(folder / "audit.sqlite")) as file, file:
        file.execute("DROP TRIGGER no_update")
        file.execute("DROP TRIGGER no_delete")
        for one in words:
            file.execute(one)


def test_a_line_says_who_what_when_from_where(audit: Audit):
    with asked_by("Bea", "192.0.2.7"):
        audit("flow_disabled", "flow/7", sandbox="dev", before={"state": "enabled"}, after={"state": "disabled"})
    line = audit.search()[0]
    assert (line.number, line.actor, line.action, line.object) == (6, "Bea", "flow_disabled", "flow/7")
    assert (line.sandbox, line.address) == ("dev", "192.0.2.7")
    assert (line.before, line.after) == ({"state": "enabled"}, {"state": "disabled"})


def test_lines_are_found_by_their_words(audit: Audit):
    audit.add("Zoë", "person_added", "person/carl", after={"role": "lead"})
    assert [line.object for line in audit.search("ZOË lead")] == ["person/carl"]
    assert [line.number for line in audit.search("ann", limit=2)] == [5, 4]
    assert [line.number for line in audit.search("ann", before=4)] == [3, 2, 1]
    assert [line.number for line in audit.all()] == [1, 2, 3, 4, 5, 6]


def test_no_secret_gets_in_by_mistake(audit: Audit, tmp_path: Path):
    handle = "sealed:" + "x" * 32
    audit.add("Ann", "connector_saved", "connector/erp", after={"password": "hunter22", "note": f"code {handle}"})
    audit.close()
    assert not [
        file for file in tmp_path.iterdir() if b"hunter22" in file.read_bytes() or handle.encode() in file.read_bytes()
    ]


def test_an_untouched_log_is_in_order(audit: Audit):
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        ("UPDATE lines SET actor = 'Bob' WHERE number = 3", [Fault(3, "altered")]),
        ("DELETE FROM lines WHERE number = 2", [Fault(2, "missing")]),
        ("DELETE FROM lines WHERE number IN (2, 3, 4)", [Fault(2, "missing", 4)]),
        ("DELETE FROM lines WHERE number > 3", [Fault(4, "cut")]),
        ("DELETE FROM head", [Fault(6, "cut")]),
        ("UPDATE head SET number = 9", [Fault(6, "cut")]),
        (
            f"{FORGED} -4, time, actor, action, object, sandbox, address, text, seal FROM lines WHERE number = 3",
            [Fault(-4, "altered")],
        ),
    ],
)
def test_whoever_lays_hands_on_it_is_found_out(audit: Audit, tmp_path: Path, deed: str, found: list[Fault]):
    tampered(tmp_path, deed)
    assert audit.verify() == found


def test_a_log_that_was_emptied_is_none_that_was_never_begun(audit: Audit, tmp_path: Path):
    tampered(tmp_path, "DELETE FROM lines", "DELETE FROM head")
    assert audit.verify(begun=True) == [Fault(1, "cut")]
    assert audit.verify() == []


def test_a_line_before_the_first_is_not_shown_either(audit: Audit, tmp_path: Path):
    tampered(tmp_path, "UPDATE lines SET number = 0 WHERE number = 3")
    assert [line.number for line in audit.search()] == [5, 4, 2, 1]


def test_whoever_writes_the_chain_anew_lacks_the_key(audit: Audit, tmp_path: Path):
    others = Audit(tmp_path / "audit.sqlite", SecretKeys({"ETAPES_SECRET_KEY": "A" * 43 + "="}))
    others.add("Bob", "flow_published", "flow/6")
    others.close()
    assert [fault.number for fault in audit.verify()] == [6, 7]


def test_the_program_itself_cannot_change_a_line(audit: Audit):
    with pytest.raises(IntegrityError, match="only added to"):
        audit._database.run(lambda connection: connection.execute(LINES.delete()) and None)
