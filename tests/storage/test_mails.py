"""Mail waits until it is sent, each recipient for themselves, and nothing of it is lost or posted twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.audit import Audit
from storage.database import Database
from storage.errors import NotFound
from storage.mails import Mail, Mails
from storage.notice_tables import TABLES
from storage.secret_keys import SecretKeys


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def mails(tmp_path: Path, clock: Clock) -> Iterator[Mails]:
    database = Database(tmp_path / "notices.sqlite", TABLES)
    yield Mails(database, clock)
    database.close()


def mail(key: str, connector: str = "post") -> Mail:
    return Mail(key, connector, f"{key}@example.com", "Hello", {"text": "sealed:x"})


def states(mails: Mails) -> dict[str, str]:
    return {one.key: one.state for one in mails.of("post")}


def test_a_mail_is_posted_once_by_its_key(mails: Mails):
    assert (mails.post([mail("a"), mail("b")]), mails.post([mail("b"), mail("c")])) == (2, 1)
    assert [one.key for one in mails.due()] == ["a", "b", "c"]


def test_each_recipient_has_an_outcome(mails: Mails, clock: Clock):
    mails.post([mail("a"), mail("b"), mail("c")])
    for one in mails.due():
        assert mails.begin(one.number)
    mails.sent(1)
    mails.failed(2, "mail_refused", {"said": "no such box"})
    mails.later(3, clock.now + timedelta(minutes=1), "mail_later", {}, uncertain=False)
    assert states(mails) == {"a": "sent", "b": "failed", "c": "waiting"}
    assert (mails.counts("post"), mails.wait(), mails.due()) == ({"sent": 1, "failed": 1, "waiting": 1}, 60, [])
    assert [one.content for one in mails.of("post")] == [{"text": "sealed:x"}, {"text": "sealed:x"}, {}]
    clock.pass_(minutes=2)
    assert [(one.key, one.attempts) for one in mails.due()] == [("c", 1)]


def test_what_was_being_sent_when_the_process_died_goes_out_again_and_says_so(mails: Mails):
    mails.post([mail("a"), mail("b")])
    mails.begin(1)
    mails.recover()
    assert [(one.key, one.uncertain) for one in mails.due()] == [("a", True), ("b", False)]


def test_a_busy_connector_keeps_no_other_waiting(mails: Mails):
    mails.post([mail("a"), mail("b", "other")])
    assert [one.key for one in mails.due(busy=[("prod", "post")])] == ["b"]


def test_a_broken_way_is_not_tried_anew_for_every_mail(mails: Mails, clock: Clock):
    mails.post([mail("a"), mail("b"), mail("c", "other")])
    mails.hold("prod", "post", clock.now + timedelta(minutes=1))
    assert [one.key for one in mails.due()] == ["c"]
    clock.pass_(minutes=2)
    assert [(one.key, one.attempts) for one in mails.due()] == [("a", 0), ("b", 0), ("c", 0)]


def test_a_person_tries_a_failed_one_again_or_drops_it(mails: Mails):
    mails.post([mail("a"), mail("b")])
    for number in (1, 2):
        mails.begin(number)
        mails.failed(number, "mail_refused", {})
    mails.again(1)
    mails.drop(2)
    assert states(mails) == {"a": "waiting", "b": "dropped"}
    assert [(one.key, one.attempts) for one in mails.due()] == [("a", 0)]
    for wrong in (2, 99):
        with pytest.raises(NotFound):
            mails.again(wrong)
    with pytest.raises(NotFound):
        mails.drop(1, "other")


def test_what_was_dropped_meanwhile_is_not_begun(mails: Mails):
    mails.post([mail("a")])
    mails.drop(1)
    assert not mails.begin(1)


def test_a_sandbox_that_is_emptied_keeps_no_mail(mails: Mails):
    mails.post([mail("a"), Mail("b", "post", "b@example.com", "Hi", {}, sandbox="trial")])
    mails.clear("trial")
    assert [one.key for one in mails.due()] == ["a"]


def test_who_decides_on_a_mail_is_on_record(tmp_path: Path):
    database, audit = Database(tmp_path / "notices.sqlite", TABLES), Audit(tmp_path / "audit.sqlite", SecretKeys())
    mails = Mails(database, witness=audit)
    mails.post([mail("a")])
    mails.again(1, author="ann")
    mails.drop(1, author="bob")
    assert [(line.action, line.object, line.actor) for line in audit.all()] == [
        ("mail_retried", "mail/1", "ann"), ("mail_dropped", "mail/1", "bob")
    ]  # fmt: skip
    database.close()
    audit.close()


def test_the_log_ends_some_day(mails: Mails, clock: Clock):
    mails.post([mail("a"), mail("b")])
    mails.begin(1)
    mails.sent(1)
    clock.pass_(days=91)
    mails.forget(clock.now - timedelta(days=90))
    assert states(mails) == {"b": "waiting"}
