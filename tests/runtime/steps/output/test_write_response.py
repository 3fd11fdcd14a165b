"""The three shapes of a response."""

import pytest

ITEMS = [{"a": 1, "b": None}, {"a": 2, "b": {"c": None}}]


@pytest.mark.parametrize(
    ("settings", "content"),
    [
        ({}, ITEMS),
        ({"shape": "first"}, ITEMS[0]),
        ({"shape": "envelope"}, {"items": ITEMS, "count": 2}),
        ({"leave_out_empty": True}, [{"a": 1}, {"a": 2, "b": {}}]),
    ],
)
def test_shapes(stage, settings, content):
    assert stage.play("write_response", settings, ITEMS).count() == 2
    assert (stage.response.content, stage.response.status) == (content, 200)


def test_nothing_to_answer_with(stage):
    stage.play("write_response", {"shape": "first", "status": 404}, [])
    assert (stage.response.content, stage.response.status) == (None, 404)


def test_a_dry_run_answers_too(stage):
    stage.play("write_response", {}, ITEMS, dry=True)
    assert stage.response.content == ITEMS
