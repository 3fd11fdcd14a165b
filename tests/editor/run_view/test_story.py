"""A run's events fold into the picture that a page shows."""

from datetime import UTC, datetime

from editor.run_view.story import Story, story_of
from storage.runs import RunRecord

TIME = "2026-11-21T22:00:00+00:00"
DOCUMENT = {
    "phases": [{"id": "p", "steps": [{"id": "a", "name": "First", "type": "x"}, {"id": "b", "name": "Second"}]}]
}


def told(*events: dict) -> Story:
    story = story_of(RunRecord(id="r", flow="f", document=DOCUMENT, created=datetime(2026, 1, 1, tzinfo=UTC)))
    story.take((number, {"time": TIME, **event}) for number, event in enumerate(events, 1))
    return story


def test_a_run_begins_with_all_its_steps_waiting():
    assert [(line.name, line.status) for line in told().steps.values()] == [("First", "waiting"), ("Second", "waiting")]


def test_progress_is_a_share_only_while_a_total_is_known():
    known = told({"type": "step_progress", "step": "a", "items": 30, "total": 120}).steps["a"]
    assert (known.status, known.items, known.share) == ("running", 30, 0.25)
    assert told({"type": "step_progress", "step": "a", "items": 30}).steps["a"].share is None


def test_a_word_of_progress_that_comes_late_does_not_wake_a_finished_step():
    line = told({"type": "step_finished", "step": "a", "items_in": 5, "items_out": 3},
                {"type": "step_progress", "step": "a", "items": 2}).steps["a"]  # fmt: skip
    assert (line.status, line.items) == ("succeeded", 3)


def test_a_finished_step_keeps_its_counts_and_time():
    line = told({"type": "step_started", "step": "a"},
                {"type": "step_finished", "step": "a", "items_in": 5, "items_out": 3, "bad_items": 1, "seconds": 0.5}
                ).steps["a"]  # fmt: skip
    assert (line.status, line.items_in, line.items, line.bad_items, line.seconds) == ("succeeded", 5, 3, 1, 0.5)


def test_a_failure_names_its_step_and_leaves_the_rest_not_run():
    problem = {"code": "c", "step": "a"}
    story = told({"type": "run_started"}, {"type": "step_failed", "step": "a", "problems": [problem]},
                 {"type": "run_finished", "status": "failed", "problems": [problem]}, {"type": "complete", "count": 4}
                 )  # fmt: skip
    assert [line.status for line in story.steps.values()] == ["failed", "not_run"]
    assert (story.status, story.complete, story.upto, story.problems) == ("failed", True, 4, [problem])


def test_what_a_dry_run_would_do_and_the_files_it_made_are_gathered():
    story = told({"type": "would_do", "step": "b", "code": "would_export", "parameters": {}},
                 {"type": "file_made", "step": "b", "file": "f1", "name": "n.csv", "size": 3})  # fmt: skip
    assert [one["code"] for one in story.would] == ["would_export"]
    assert story.files == [{"id": "f1", "name": "n.csv", "size": 3}]


def test_an_event_of_a_later_release_and_a_step_nobody_knows_break_nothing():
    story = told({"type": "of_tomorrow"}, {"type": "step_started", "step": "unknown"})
    assert story.steps["unknown"].status == "running"
