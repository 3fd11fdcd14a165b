"""What a run did is read back from its events alone."""

from datetime import UTC, datetime
from typing import Any

from runtime.recorded import Recorded

NOW = datetime(2026, 1, 1, tzinfo=UTC).isoformat()


def event(kind: str, step: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "time": NOW, "step": step, **more}


def done(step: str, chain: str, items: int) -> dict[str, Any]:
    return event("step_finished", step, items_in=items, items_out=items, bad_items=0, chain=chain, seconds=0.1)


EVENTS = [
    {"type": "run_started", "time": NOW}, event("step_started", "a"), event("step_progress", "a", items=3),
    done("a", "c1", 5), event("step_started", "b"), event("step_progress", "b", items=2),
]  # fmt: skip


def states(recorded: Recorded, *, over: bool) -> dict[str, tuple[str, int]]:
    rows = recorded.rows(["a", "b", "c", "d"], ["d"], over=over)
    return {row["id"]: (row.get("status", "succeeded"), row["items_out"]) for row in rows}


def test_a_run_that_works_shows_how_far_each_step_came():
    assert states(Recorded.of(EVENTS), over=False) == {
        "a": ("succeeded", 5), "b": ("running", 2), "c": ("waiting", 0), "d": ("skipped", 0)
    }  # fmt: skip


def test_when_it_is_over_nothing_runs_any_more():
    assert states(Recorded.of(EVENTS), over=True)["b"] == ("waiting", 2)


def test_a_step_that_failed_and_is_tried_again_is_no_failure():
    failed = [*EVENTS, event("step_failed", "b", problems=[])]
    assert states(Recorded.of(failed), over=True)["b"] == ("failed", 2)
    assert states(Recorded.of([*failed, event("step_started", "b")]), over=False)["b"] == ("running", 2)


def test_reading_half_and_then_the_rest_is_reading_all():
    from runtime.events import EVENT

    for cut in range(len(EVENTS)):
        half = Recorded.of(EVENTS[:cut])
        for one in EVENTS[cut:]:
            half.take(EVENT.validate_python(one))
        assert half == Recorded.of(EVENTS)
    assert (half.chains, half.begun) == (1, True)
