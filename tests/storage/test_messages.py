"""A message is taken once, with its run or not at all, and one that cannot be used waits for a person."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.dead_letters import DeadLetters
from storage.errors import NotFound
from storage.message_tables import TakenMessage
from storage.messages import Messages, flows_with_open_runs, forget_done
from storage.runs import RunRecord, Runs


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    runs = Runs(tmp_path / "runs.sqlite")
    yield runs
    runs.close()


def taken(runs: Runs, run: str, *keys: str) -> Messages:
    messages = Messages(runs.database, "flow")
    mail = [TakenMessage(key, key, b"{}", {"to": "me"}) for key in keys]
    runs.create(RunRecord(id=run, flow="flow"), lambda to, made: messages.take(to, made, mail))
    return messages


def test_a_message_that_comes_again_is_known(runs: Runs):
    messages = taken(runs, "run", "a", "b")
    assert messages.known(["a", "b", "c"]) == {"a", "b"}
    assert (
        Messages(runs.database, "other").known(["a"]) == Messages(runs.database, "flow", "test").known(["a"]) == set()
    )


def test_a_run_whose_messages_cannot_be_stored_is_not_stored(runs: Runs):
    taken(runs, "run", "a")
    with pytest.raises(Exception, match="UNIQUE"):
        taken(runs, "second", "b", "a")
    with pytest.raises(NotFound):
        runs.get("second")
    assert Messages(runs.database, "flow").known(["b"]) == set()


def test_equal_messages_are_told_apart_by_what_was_acknowledged(runs: Runs):
    messages = taken(runs, "run", "x%/1", "x%/2", "xy/1")
    messages.acknowledged(["x%/1"])
    assert messages.unacknowledged("x%/") == ["x%/2"]


def test_a_finished_run_keeps_the_key_and_drops_the_body(runs: Runs):
    messages = taken(runs, "run", "a")
    assert (messages.open_runs(), flows_with_open_runs(runs.database)) == (["run"], [("prod", "flow")])
    messages.done("run")
    assert (messages.open_runs(), messages.known(["a"])) == ([], {"a"})
    forget_done(runs.database, datetime.now(UTC) + timedelta(days=1))
    assert messages.known(["a"]) == set()


def test_a_message_that_was_set_aside_is_repaired_once(runs: Runs):
    messages, dead = taken(runs, "run", "a"), DeadLetters(runs.database, "flow")
    messages.give_up("run", {"code": "step_broken"})
    messages.set_aside([TakenMessage("b", "b", b"{oops", problem={"code": "message_not_json"})])
    assert [(one.key, one.body, one.problem and one.problem["code"]) for one in dead.list()] == [
        ("a", b"{}", "step_broken"), ("b", b"{oops", "message_not_json"),
    ]  # fmt: skip
    number = dead.list()[1].number
    runs.create(RunRecord(id="again", flow="flow"), lambda to, run: dead.replay(to, number, run, b'{"a": 1}'))
    assert (dead.count(), messages.open_runs()) == (1, ["again"])
    with pytest.raises(NotFound):
        runs.create(RunRecord(id="twice", flow="flow"), lambda to, run: dead.replay(to, number, run, b"{}"))


def test_a_message_that_was_dropped_stays_known(runs: Runs):
    messages, dead = taken(runs, "run", "a"), DeadLetters(runs.database, "flow")
    messages.give_up("run", {"code": "step_broken"})
    dead.drop(dead.list()[0].number)
    assert (dead.count(), messages.known(["a"])) == (0, {"a"})
    with pytest.raises(NotFound):
        dead.get(1)
