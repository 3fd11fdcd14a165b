"""The script step over the real engine and the real sandbox."""

import pytest

from runtime.problems import Problems


def test_items_and_whole_models(stage):
    items = [{"price": 2, "quantity": 3}, {"price": 5, "quantity": None}]
    script = "item['total'] = item['price'] * (item['quantity'] or 0)"
    assert [item["total"] for item in stage.play("execute_script", {"script": script}, items).items()] == [6, 0]
    whole = {"mode": "model", "script": "items = [{'sum': sum(one['price'] for one in items)}]"}
    assert stage.play("execute_script", whole, items).items() == [{"sum": 7}]


def test_order_is_kept_over_batches_and_lines_reach_the_log(stage):
    items = [{"n": n} for n in range(2_500)]
    model = stage.play("execute_script", {"script": "if item['n'] == 2400: log('here')\nitem['n'] += 1"}, items)
    assert [item["n"] for item in model.items()] == list(range(1, 2_501))
    assert [event.text for event in stage.events] == ["#2401: here"]


def test_a_bad_item_is_named_or_skipped(stage):
    with pytest.raises(Problems) as wrong:
        stage.play("execute_script", {"script": "x = 1\n1 / item['n']"}, [{"n": 1}, {"n": 0}]).items()
    [found] = wrong.value.problems
    assert (found.code, found.line, found.item) == ("script_error", 2, {"index": 1, "data": {"n": 0}})
    skip = {"on_error": "skip_item"}
    model = stage.play("execute_script", {"script": "1 / item['n']"}, [{"n": 1}, {"n": 0}], advanced=skip)
    assert model.items() == [{"n": 1}]


def test_a_script_that_does_not_compile_is_a_problem_before_the_run(stage):
    with pytest.raises(Problems) as wrong:
        stage.play("execute_script", {"script": "item = ("}, [])
    assert (wrong.value.problems[0].code, wrong.value.problems[0].setting) == ("script_syntax", "script")
