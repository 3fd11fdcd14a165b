"""The three shapes of a response, and what leaving out empty fields means."""

from typing import Any

import pytest

from runtime.response import shaped, without_empty

ITEMS: list[dict[str, Any]] = [{"a": 1, "b": None}, {"a": None, "c": [None, {"d": None}]}]


@pytest.mark.parametrize(
    ("shape", "many", "none"),
    [("list", ITEMS, []), ("first", ITEMS[0], None),
     ("envelope", {"items": ITEMS, "count": 2}, {"items": [], "count": 0})],
)  # fmt: skip
def test_each_shape_with_and_without_items(shape: str, many: Any, none: Any):
    assert (shaped(ITEMS, shape, False), shaped([], shape, False)) == (many, none)


def test_empty_fields_go_at_every_depth_and_array_places_stay():
    assert without_empty(ITEMS) == [{"a": 1}, {"c": [None, {}]}]
    assert without_empty({"kept": [0, False, ""]}) == {"kept": [0, False, ""]}


def test_leaving_out_changes_no_count():
    assert shaped([{"a": None}], "envelope", True) == {"items": [{}], "count": 1}
