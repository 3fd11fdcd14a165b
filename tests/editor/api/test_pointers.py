"""JSON Pointers name exactly one place, or say why not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.api.pointers import DEEPEST, BadPointer, child, parse, place


@given(st.lists(st.text(), max_size=5))
def test_whatever_is_escaped_is_read_again(segments: list[str]):
    written = "".join("/" + one.replace("~", "~0").replace("/", "~1") for one in segments)
    assert parse(written) == segments


@pytest.mark.parametrize("pointer", ["a", "a/b", "/~", "/~2", "/a~/b", "/x" * (DEEPEST + 1)])
def test_what_is_no_pointer_is_refused(pointer: str):
    with pytest.raises(BadPointer) as wrong:
        parse(pointer)
    assert wrong.value.code == "patch_bad_pointer"


@pytest.mark.parametrize(
    ("container", "segment", "code"),
    [({"a": 1}, "b", "patch_no_such_place"), ([1], "1", "patch_no_such_place"), ([1], "01", "patch_bad_index"),
     ([1], "-1", "patch_bad_index"), ([1], "-", "patch_bad_index"), ("text", "0", "patch_no_such_place")],
)  # fmt: skip
def test_a_place_that_is_not_there_is_told(container: Any, segment: str, code: str):
    with pytest.raises(BadPointer) as wrong:
        child(container, segment)
    assert wrong.value.code == code


def test_the_end_of_an_array_is_a_place_only_where_something_is_added():
    assert [place([1, 2], segment, end=True) for segment in ("0", "2", "-")] == [0, 2, 2]
    assert child([1, {"a": None}], "1") == {"a": None}
    assert child({"": 0}, "") == 0
