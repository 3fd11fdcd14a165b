"""JSON and JSON lines out."""

import json

ITEMS = [{"n": 2**70, "x": 2.0, "s": "é", "o": {"a": None, "l": [None, 1]}}, {"n": 1, "any": True}, {"any": "true"}]
FULL = [{"n": None, "x": None, "s": None, "o": None, "any": None} | item for item in ITEMS]


def test_items_come_out_as_they_came_in(write):
    assert json.loads(write(ITEMS, file_type="json").read_text()) == FULL
    lines = write(ITEMS, file_type="ndjson").read_text().splitlines()
    assert [json.loads(line) for line in lines] == FULL
    assert "2.0" in lines[0]


def test_empty_fields_may_be_left_out(write):
    left = json.loads(write(ITEMS, file_type="json", leave_out_empty=True).read_text())
    assert left[1:] == ITEMS[1:]
    assert left[0]["o"] == {"l": [None, 1]}


def test_no_items(write):
    assert json.loads(write([], file_type="json").read_text()) == []
    assert write([], file_type="ndjson").read_bytes() == b""
