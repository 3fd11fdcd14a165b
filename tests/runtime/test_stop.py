"""Cancelling reaches a run wherever its items flow, also inside a script."""

from time import monotonic
from typing import Any

import pytest

from runtime.installation import Installation
from runtime.stop import Stop, Stopped

Documents = Any


def scripted(documents: Documents, script: str) -> dict[str, Any]:
    return dict(documents.flow(documents.start, documents.step("work", "execute_script", {"script": script}),
                               documents.end))  # fmt: skip


def cancelled(installation: Installation, run: str, seen: str) -> list[dict[str, Any]]:
    """The events of a run that is cancelled once it says `seen`; it must end within a second or so."""
    for _, event in installation.engine.follow(run):
        if event["type"] == seen and event.get("step") == "work":
            break
    began = monotonic()
    installation.engine.cancel(run, "bob")
    over = installation.engine.wait(run, 20)
    assert over is not None
    assert (over["status"], over["problems"]) == ("cancelled", [])
    assert monotonic() - began < 3, "about a second, and more on a busy machine"
    return [event for _, event in installation.engine.events(run)]


def test_a_script_that_never_ends_is_ended(installation: Installation, documents: Documents):
    document = scripted(documents, "while True:\n    pass")
    run = installation.engine.start(None, document=document, model=[{"amount": 1}], user="ann")
    cancelled(installation, run, "step_started")


def test_a_script_tells_how_far_it_is_and_stops_between_its_batches(installation: Installation, documents: Documents):
    document = scripted(documents, "x = 0\nwhile x < 2000:\n    x += 1")
    run = installation.engine.start(None, document=document, model=[{"amount": 1}] * 100_000, user="ann")
    events = cancelled(installation, run, "step_progress")
    told = [said["items"] for said in events if said["type"] == "step_progress" and said["step"] == "work"]
    assert told == sorted(told)
    assert 0 < told[-1] < 100_000


def test_the_next_script_finds_a_worker(installation: Installation, documents: Documents):
    document = scripted(documents, "item['amount'] += 1")
    run = installation.engine.start(None, document=document, model=[{"amount": 1}], user="ann")
    over = installation.engine.wait(run, 20)
    assert over is not None
    assert over["result"] == [{"amount": 2}]


def test_the_brake_cuts_what_works_outside_and_nothing_afterwards():
    stop, cuts = Stop(), list[str]()
    with stop.cutting(lambda: cuts.append("before")):
        pass
    with stop.cutting(lambda: cuts.append("in time")):
        stop.pull("cancelled")
    assert cuts == ["in time"]
    with pytest.raises(Stopped), stop.cutting(lambda: cuts.append("too late")):
        pytest.fail("the run was to stop")
    assert cuts == ["in time"]
