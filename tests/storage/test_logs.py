"""What runs said, by number and by word."""

import json
from contextlib import suppress

import pytest

from storage.errors import Conflict
from storage.logs import Logs
from storage.runs import RunRecord, Runs


@pytest.fixture
def logs(tmp_path):
    opened = Logs(tmp_path / "runs.sqlite")
    yield opened
    opened.close()


def line(text, level="info", step=None, **more):
    return json.dumps({"type": "log", "level": level, "step": step, "text": text, **more})


def test_events_come_back_by_number(logs):
    logs.append("r", [(n, line(f"line {n}")) for n in range(1, 11)])
    logs.append("other", [(1, line("elsewhere"))])
    assert [number for number, _ in logs.read("r", after=7)] == [8, 9, 10]
    assert [event["text"] for _, event in logs.read("r", limit=2)] == ["line 1", "line 2"]
    assert (logs.last("r"), logs.count("r"), logs.last("nowhere"), logs.read("nowhere")) == (10, 10, 0, [])


def test_numbers_in_events_keep_all_digits(logs):
    logs.append("r", [(1, b'{"type": "log", "parameters": {"n": 12345678901234567890123}}')])
    assert logs.read("r")[0][1]["parameters"]["n"] == 12345678901234567890123


def test_a_number_is_given_once_and_a_batch_is_whole_or_not_there(logs):
    logs.append("r", [(1, line("first"))])
    with pytest.raises(Conflict) as refused:
        logs.append("r", [(2, line("new")), (1, line("again"))])
    assert refused.value.code == "event_number_taken"
    assert [event["text"] for _, event in logs.read("r")] == ["first"]


def test_lines_are_found_by_word_level_and_step(logs):
    logs.append("r", [
        (1, line("Read 5 rows", step="read")), (2, line("ÉTAPE finie", "warning", "sum")),
        (3, line(None, "error", "sum", code="bad_item", parameters={"field": "Price"})), (4, line("100% _done_")),
        (5, json.dumps({"type": "step_failed", "step": "sum", "problems": [{"parameters": {"field": "tax"}}]})),
    ])  # fmt: skip

    def found(*words, **wanted):
        return [number for number, _ in logs.search("r", *words, **wanted)]

    assert found() == [1, 2, 3, 4, 5]
    assert (found("étape"), found("price"), found("tax"), found("%"), found("0% _"), found("absent")) == (
        [2], [3], [5], [4], [4], [])  # fmt: skip
    assert found("step") == found("parameters") == []
    assert (found(level="warning"), found(level="error"), found(step="sum")) == ([2, 3, 5], [3, 5], [2, 3, 5])
    assert found("rows", codes=["bad_item"]) == [1, 3]


def test_a_search_goes_page_by_page_in_both_directions(logs):
    logs.append("r", [(n, line("even" if n % 2 == 0 else "odd")) for n in range(1, 101)])
    assert [number for number, _ in logs.search("r", "even", after=10, limit=2)] == [12, 14]
    assert [number for number, _ in logs.search("r", "even", before=10, limit=2)] == [6, 8]


def test_nothing_to_write_is_no_write(logs):
    logs.append("r", [])
    assert logs.count("r") == 0


def test_a_runs_end_and_its_last_events_are_written_together_or_not_at_all(tmp_path):
    runs = Runs(tmp_path / "runs.sqlite")
    logs = Logs(runs.database)
    runs.create(RunRecord(id="r", flow="f"))
    logs.append("r", [(1, line("first"))])
    for number, whole in ((1, False), (2, True)):
        with suppress(Conflict), runs.database.writing() as connection:
            runs.change(connection, "r", {"status": "succeeded"})
            logs.insert(connection, {"r": [(number, line("last"))]})
        assert (runs.get("r").status == "succeeded", logs.count("r") == 2) == (whole, whole)
    runs.close()
