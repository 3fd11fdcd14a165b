"""A run: accepted, done, watched, stopped, done again; what it says is numbered without a gap."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
import pytest

from runtime.installation import Installation
from runtime.problems import Problems
from runtime.publish import publish
from storage.errors import Conflict, NotFound
from tests.flights import by_hand

Documents = Any


@pytest.fixture
def done(installation: Installation) -> Callable[..., dict[str, Any]]:
    """Run a document to its end."""

    def run(document: dict[str, Any], **given: Any) -> dict[str, Any]:
        files = {name: installation.files.add(data, f"{name}.csv").id for name, data in given.pop("files", {}).items()}
        started = installation.engine.start(None, document=document, user="ann", files=files, **given)
        seen = installation.engine.wait(started, 60)
        assert seen is not None
        return seen

    return run


def numbered(installation: Installation, run: str) -> list[dict[str, Any]]:
    """The run's events, seen to be 1…n with `complete` at the end."""
    events = installation.engine.events(run)
    assert [number for number, _ in events] == list(range(1, len(events) + 1))
    assert events[-1][1] == {**events[-1][1], "type": "complete", "count": len(events)}
    return [event for _, event in events]


def test_a_published_flow_answers_its_caller(installation: Installation, documents: Documents):
    flow = installation.flows().create(documents.small, "ann").id
    publish(installation, flow, "ann")
    run = installation.engine.start(flow, model=[{"amount": 1}, {"amount": 2.5}], user="ann")
    seen = installation.engine.wait(run, 30)
    assert seen == installation.engine.view(run)
    assert seen["status"] == "succeeded"
    assert seen["version"] == 1
    assert seen["result"] == [{"amount": 2.5}]
    assert [(s["id"], s["items_in"], s["items_out"]) for s in seen["steps"]] == [
        ("in", 0, 2),
        ("some", 2, 1),
        ("out", 1, 1),
    ]


def test_what_a_run_says_is_numbered_without_a_gap(installation: Installation, documents: Documents, done: Any):
    events = numbered(installation, done(documents.small, model={"amount": 5})["id"])
    told = [(event["type"], event.get("step")) for event in events]
    assert told[0] == ("run_started", None)
    assert told[-2] == ("run_finished", None)
    assert [step for kind, step in told if kind == "step_finished"] == ["in", "some", "out"]


def test_the_example_on_real_data(installation: Installation, shared: Path, flights_files: dict[str, Path], done: Any):
    """Counts and figures as plain Python finds them in the same files."""
    document = orjson.loads((shared / "examples" / "flights.json").read_bytes())
    seen = done(document, files={name: path.read_bytes() for name, path in flights_files.items()})
    expected, read, late = by_hand(flights_files)
    counts = {step["id"]: step["items_out"] for step in seen["steps"]}
    assert counts == {"flights": read, "airlines": 16, "late": late, "named": late, "speed": late,
                      "grouped": len(expected), "figures": len(expected), "tidy": len(expected),
                      "sheet": len(expected), "answer": len(expected)}  # fmt: skip
    assert read == 336_776
    found = {row["airline"]: (row["flights"], row["average_delay"], row["longest_delay"]) for row in seen["result"]}
    assert found == {name: pytest.approx(figures) for name, figures in expected.items()}
    assert [file["name"] for file in seen["files"]] == ["delays.xlsx"]
    timed = [step["id"] for step in seen["steps"] if step["seconds"] is not None]
    assert timed == ["tidy", "sheet", "answer"]


def test_effects_write_files_in_reading_order(installation: Installation, documents: Documents, done: Any):
    seen = done(documents.exporting("a.csv", "b.csv"), files={"orders": documents.orders(100)})
    assert [file["name"] for file in seen["files"]] == ["a.csv", "b.csv"]
    written = installation.files.path(seen["files"][0]["id"]).read_text("utf-8")
    assert written.splitlines()[:2] == ["id;amount", "5;5.0"]
    assert seen["result"][0] == {"id": 5, "amount": 5.0}


def test_a_dry_run_tells_what_it_would_do_and_does_nothing(installation: Installation, documents: Documents, done: Any):
    files = {"orders": documents.orders(100)}
    seen = done(documents.exporting("a.csv"), files=files, dry=True)
    assert (seen["status"], seen["dry"], seen["files"]) == ("succeeded", True, [])
    would = [event for event in numbered(installation, seen["id"]) if event["type"] == "would_do"]
    assert [(event["step"], event["parameters"]["name"]) for event in would] == [("file0", "a.csv")]
    assert [file.name for file in installation.files.list()] == ["orders.csv"]
    assert [step["items_out"] for step in seen["steps"]] == [100, 50, 50, 50]


def test_a_dry_run_of_a_draft_leaves_what_is_live_alone(installation: Installation, documents: Documents):
    flow = installation.flows().create(documents.small, "ann").id
    run = installation.engine.start(flow, model=[], user="ann", dry=True)
    seen = installation.engine.wait(run, 30)
    assert seen is not None
    assert (seen["status"], seen["version"], seen["result"]) == ("succeeded", None, [])
    with pytest.raises(Conflict):
        installation.engine.start(flow, model=[], user="ann")


def test_a_dry_run_reads_the_sample_that_was_kept_over_publishing_and_says_so(
    installation: Installation, documents: Documents
):
    document = documents.exporting("a.csv")
    document["phases"][0]["steps"][0]["sample"] = {"file": installation.files.add(documents.orders(10), "few.csv").id}
    flow = installation.flows().create(document, "ann").id
    publish(installation, flow, "ann")
    run = installation.engine.start(flow, user="ann", dry=True)
    seen = installation.engine.wait(run, 30)
    assert seen is not None
    assert len(seen["result"]) == 5
    told = [event for _, event in installation.engine.events(run) if event.get("code") == "sample_read"]
    assert [event["parameters"] for event in told] == [{"file": "few.csv"}]


def test_a_flow_without_a_response_answers_with_its_count(documents: Documents, done: Any):
    seen = done(documents.flow(documents.start, documents.keep("some")), model=[{"amount": 1}, {"amount": 2}])
    assert (seen["result"], seen["response_status"]) == ({"count": 1}, 200)
    assert done(documents.flow())["result"] == {"count": 0}


def test_branches_share_one_reading(documents: Documents, done: Any):
    both = documents.step("both", "join_models", {
        "left": "low", "right": "high", "left_keys": ["amount"], "right_keys": ["amount"], "mapping": []})  # fmt: skip
    branches = documents.flow(documents.start, documents.keep("low", "in", 0), documents.keep("high", "in", 2), both,
                              documents.end)  # fmt: skip
    seen = done(branches, model=[{"amount": n} for n in range(5)])
    assert {s["id"]: s["items_out"] for s in seen["steps"]} == {"in": 5, "low": 4, "high": 2, "both": 4, "out": 4}


def test_a_failing_step_ends_the_run_and_says_where(installation: Installation, documents: Documents, done: Any):
    seen = done(documents.exporting("a.csv"), files={"orders": b"id;amount\n1;9\nx;9\n"})
    assert (seen["status"], seen["result"], seen["files"]) == ("failed", None, [])
    assert [(found["step"], found["line"]) for found in seen["problems"]] == [("read", 3)]
    assert [s["status"] for s in seen["steps"]] == ["failed", "waiting", "waiting", "waiting"]
    numbered(installation, seen["id"])


def test_a_caller_who_sends_nothing_is_told(documents: Documents, done: Any):
    seen = done(documents.small)
    assert [found["code"] for found in seen["problems"]] == ["caller_model_missing"]


def refused(installation: Installation, document: dict[str, Any], **given: Any) -> list[str]:
    with pytest.raises(Problems) as wrong:
        installation.engine.start(None, document=document, user="ann", **given)
    return [found.code for found in wrong.value.problems]


def test_what_cannot_run_is_not_accepted(installation: Installation, documents: Documents):
    flow = documents.exporting("a.csv")
    assert refused(installation, flow) == ["input_not_given"]
    assert refused(installation, flow, files={"orders": "gone"}) == ["file_gone"]
    there = installation.files.add(b"id;amount\n", "o.csv").id
    assert refused(installation, flow, files={"orders": there, "more": there}) == ["input_unknown"]
    assert refused(installation, documents.flow(documents.keep("alone"))) == ["source_missing"]
    with pytest.raises(NotFound):
        installation.engine.start("nowhere", user="ann")
    assert installation.runs.list() == []


def test_a_repeated_key_gives_the_first_run(installation: Installation, documents: Documents):
    flow = installation.flows().create(documents.small, "ann").id
    publish(installation, flow, "ann")
    with ThreadPoolExecutor(8) as many:
        start = lambda _: installation.engine.start(flow, model=[], user="ann", key="order 7")  # noqa: E731
        runs = set(many.map(start, range(8)))
    assert len(runs) == 1
    assert installation.engine.wait(runs.pop(), 30) is not None


def test_followers_get_every_event_and_an_end(installation: Installation, documents: Documents):
    async def followed(run: str) -> list[int]:
        seen = await installation.engine.wait_async(run, 30)
        assert seen is not None
        return [number async for number, _ in installation.engine.follow_async(run)]

    run = installation.engine.start(None, document=documents.small, model=[], user="ann")
    here = [number for number, _ in installation.engine.follow(run)]
    assert here == asyncio.run(followed(run)) == list(range(1, len(here) + 1))
    assert [number for number, _ in installation.engine.follow(run, after=3)] == here[3:]
    with pytest.raises(NotFound):
        installation.engine.follow("nowhere")


def test_a_run_that_is_over_cannot_be_cancelled_or_resumed(installation: Installation, documents: Documents, done: Any):
    run = done(documents.small, model=[])["id"]
    with pytest.raises(Conflict, match="run_over"):
        installation.engine.cancel(run, "ann")
    with pytest.raises(Conflict, match="run_not_stopped"):
        installation.engine.resume(run, "ann")


def test_a_run_done_again_keeps_the_effects_before_the_chosen_step(
    installation: Installation, documents: Documents, done: Any
):
    first = done(documents.exporting("a.csv", "b.csv"), files={"orders": documents.orders(20)})
    again = installation.engine.wait(installation.engine.rerun(first["id"], "ann", "file1"), 30)
    assert again is not None
    assert again["status"] == "succeeded"
    kept, made = zip(first["files"], again["files"], strict=True)
    assert kept[0]["id"] == kept[1]["id"]
    assert made[0]["id"] != made[1]["id"]
    numbered(installation, again["id"])
    with pytest.raises(Conflict, match="step_not_in_run"):
        installation.engine.rerun(first["id"], "ann", "nowhere")


def test_a_failed_run_is_resumed_without_doing_its_effects_twice(
    installation: Installation, documents: Documents, done: Any
):
    """The first file is written; a script behind it raises, and raises again when the run is taken up."""
    document = documents.exporting("a.csv")
    raising = documents.step("script", "execute_script", {"source": "some", "script": "raise ValueError('no')"})
    document["phases"][0]["steps"].insert(3, raising)
    failed = done(document, files={"orders": documents.orders(20)})
    assert failed["status"] == "failed"
    installation.engine.resume(failed["id"], "ann")
    again = installation.engine.wait(failed["id"], 30)
    assert again is not None
    assert again["status"] == "failed"
    assert [file.name for file in installation.files.list()] == ["a.csv", "orders.csv"]


def test_a_cancelled_run_stops_soon_and_can_be_resumed(installation: Installation, documents: Documents):
    document = documents.exporting(*(f"file{at}.csv" for at in range(40)))
    file = installation.files.add(documents.orders(50_000), "orders.csv").id
    run = installation.engine.start(None, document=document, files={"orders": file}, user="ann")
    next(event for _, event in installation.engine.follow(run) if event["type"] == "file_made")
    installation.engine.cancel(run, "bob")
    seen = installation.engine.wait(run, 30)
    assert seen is not None
    assert (seen["status"], seen["result"]) == ("cancelled", None)
    assert len(seen["files"]) < 40
    logged = [event for event in numbered(installation, run) if event["type"] == "log"]
    assert [(event["code"], event["parameters"]) for event in logged] == [("run_cancelled", {"user": "bob"})]
    installation.engine.resume(run, "ann")
    again = installation.engine.wait(run, 60)
    assert again is not None
    assert (again["status"], len(again["files"])) == ("succeeded", 40)
    assert [file["id"] for file in again["files"]][: len(seen["files"])] == [file["id"] for file in seen["files"]]


def test_a_step_that_takes_too_long_is_stopped(installation: Installation, documents: Documents, done: Any):
    document = documents.exporting("a.csv")
    document["phases"][0]["steps"][0]["advanced"] = {"timeout": 0.001}
    seen = done(document, files={"orders": documents.orders(200_000)})
    assert [found["code"] for found in seen["problems"]] == ["step_timeout"]
    assert seen["problems"][0]["parameters"] == {"seconds": 0.001}


def test_a_run_that_is_waited_for_is_stored_with_its_end_or_when_the_wait_is_over(
    installation: Installation, documents: Documents
):
    quick = installation.engine.start(None, document=documents.small, model={"amount": 2}, user="ann", waited_for=True)
    seen = installation.engine.wait(quick, 30)
    assert seen == installation.engine.view(quick)
    assert installation.logs.count(quick) == installation.logs.last(quick)
    endless = documents.step("work", "execute_script", {"script": "while True:\n    pass"})
    document = documents.flow(documents.start, endless, documents.end)
    slow = installation.engine.start(None, document=document, model={"amount": 2}, user="ann", waited_for=True)
    assert installation.engine.wait(slow, 0.01) is None
    assert installation.engine.view(slow)["status"] in ("queued", "running")
    installation.engine.cancel(slow, "ann")
    assert installation.engine.wait(slow, 30)


def test_a_newly_published_version_runs_at_once(installation: Installation, documents: Documents):
    """What is known of a flow is known of its file as it was."""
    flow = installation.flows().create(documents.small, "ann").id
    for above, expected in ((1, [{"amount": 2}]), (3, []), (0, [{"amount": 2}])):
        document = documents.flow(documents.start, documents.keep("some", above=above), documents.end)
        installation.flows().save(flow, document, None, "ann")
        publish(installation, flow, "ann")
        run = installation.engine.start(flow, model={"amount": 2}, user="ann")
        seen = installation.engine.wait(run, 30)
        assert seen is not None
        assert seen["result"] == expected
    installation.flows().disable(flow, "ann")
    with pytest.raises(Conflict):
        installation.engine.start(flow, model={"amount": 2}, user="ann")
