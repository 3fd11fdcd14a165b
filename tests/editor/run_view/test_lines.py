"""Events become lines in the reader's language."""

from datetime import UTC, datetime

import pytest

from editor.run_view.durations import seconds
from editor.run_view.lines import lines
from editor.run_view.story import StepLine, Story
from editor.visitor import Visitor
from storage.person import Person

TIME = "2026-11-21T22:00:00.123456+00:00"
STORY = Story("r", "running", {"a": StepLine("a", "First", "x")})


def reader(language: str = "en") -> Visitor:
    return Visitor(Person("ada", "viewer", None, "auto", False, datetime(2026, 1, 1, tzinfo=UTC)), language)


def line(event: dict, language: str = "en") -> list:
    return lines([(7, {"time": TIME, **event})], STORY, reader(language))[0]


def test_a_line_has_number_time_level_step_and_text():
    number, clock, level, step, text = line({"type": "log", "level": "warning", "step": "a", "text": "hello"})
    assert (number, level, step, text) == (7, "warning", "First", "hello")
    assert clock.endswith(":00.123")


def test_a_finished_step_says_its_count_and_time_as_the_language_writes_them():
    done = {"type": "step_finished", "step": "a", "items_in": 0, "items_out": 336776, "seconds": 0.42, "bad_items": 1}
    assert line(done)[4] == "336,776 items · 1 item was bad · 0.42\u00a0s"
    assert line(done, "fr")[4] == "336\u202f776 éléments · 1 élément était incorrect · 0,42\u00a0s"


def test_a_failure_is_an_error_in_words():
    failed = {
        "type": "step_failed",
        "step": "a",
        "problems": [{"code": "not_allowed", "step": "a", "message": "ignored"}],
    }
    assert line(failed)[2] == "error"
    assert line(failed)[4].startswith("Your account may not")


def test_progress_and_unknown_events_make_no_line():
    silent = [(1, {"time": TIME, "type": kind, "step": "a", "items": 1}) for kind in ("step_progress", "of_tomorrow")]
    assert lines(silent, STORY, reader()) == []


def test_a_code_without_a_sentence_is_shown_as_it_is():
    assert line({"type": "log", "code": "of_tomorrow", "parameters": {}})[4] == "of_tomorrow"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4249, "0.42\u00a0s"),
        (0.001, "<\u00a00.01\u00a0s"),
        (12.345, "12.3\u00a0s"),
        (185.2, "3\u00a0min\u00a005\u00a0s"),
        (59.99, "60\u00a0s"),
    ],
)
def test_a_duration_reads_well(value: float, text: str):
    assert seconds(value, reader()) == text
