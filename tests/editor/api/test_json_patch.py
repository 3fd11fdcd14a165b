"""A patch does what RFC 6902 says, or nothing at all."""

from copy import deepcopy
from typing import Any

import jsonpatch
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.api.json_patch import PatchRefused, apply, same

NAME = st.sampled_from(["a", "b", "", "x/y", "~"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "é/~"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAME, inner, max_size=3),
    max_leaves=8,
)
OBJECT = st.dictionaries(NAME, JSON, max_size=3)
SEGMENT = st.sampled_from(["a", "b", "0", "1", "-", "x~1y", "~0", ""])
POINTER = st.lists(SEGMENT, max_size=3).map(lambda parts: "".join(f"/{part}" for part in parts))
OPERATION = st.one_of(
    st.fixed_dictionaries({"op": st.sampled_from(["add", "replace", "test"]), "path": POINTER, "value": JSON}),
    st.fixed_dictionaries({"op": st.sampled_from(["move", "copy"]), "path": POINTER, "from": POINTER}),
    st.fixed_dictionaries({"op": st.just("remove"), "path": POINTER}),
)


def outcome(document: Any, patch: Any) -> Any:
    try:
        return apply(document, patch)
    except PatchRefused as refused:
        return refused


@given(JSON, st.lists(OPERATION, max_size=5))
def test_neither_the_document_nor_the_patch_is_ever_changed(document, patch):
    before = deepcopy((document, patch))
    outcome(document, patch)
    assert (document, patch) == before


@given(JSON, st.lists(OPERATION, max_size=4), st.lists(OPERATION, max_size=4))
def test_two_patches_in_a_row_are_their_concatenation(document, first, second):
    once = outcome(document, first)
    assume(not isinstance(once, PatchRefused))
    twice, whole = outcome(once, second), outcome(document, first + second)
    assert isinstance(twice, PatchRefused) == isinstance(whole, PatchRefused)
    assert isinstance(whole, PatchRefused) or same(twice, whole)


@given(OBJECT, OBJECT)
def test_the_difference_of_two_documents_turns_one_into_the_other(one, other):
    patch = jsonpatch.make_patch(one, other).patch
    assume(same(jsonpatch.apply_patch(one, patch), other))
    assert same(apply(one, patch), other)


@given(OBJECT, JSON, NAME)
def test_what_was_added_is_there_and_can_be_taken_away(document, value, name):
    pointer = "/" + name.replace("~", "~0").replace("/", "~1")
    told = {"path": pointer, "value": value}
    added = apply(document, [{"op": "add", **told}, {"op": "test", **told}])
    assert same(added[name], value)
    rest = apply(added, [{"op": "remove", "path": pointer}])
    assert same(rest, {key: kept for key, kept in document.items() if key != name})


@given(JSON, JSON)
def test_sameness_is_symmetric_and_holds_for_itself(one, other):
    assert same(one, deepcopy(one))
    assert same(one, other) == same(other, one)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [(1, True, False), (0, False, False), (1, 1.0, True), (None, False, False), ("1", 1, False), ([], {}, False),
     ([1], [True], False), ({"a": [0]}, {"a": [False]}, False), ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
     (2**70, 2**70 + 1, False), ("é", "é", True)],
)  # fmt: skip
def test_one_is_not_true(one, other, equal):
    assert same(one, other) is equal


@pytest.mark.parametrize(
    ("patch", "code", "index"),
    [
        ({}, "patch_not_a_list", None),
        ([1], "patch_not_an_operation", 0),
        ([{"op": "add", "path": "/b", "value": 1}, {"op": "spam", "path": "/a"}], "patch_unknown_operation", 1),
        ([{"op": ["add"], "path": "/a", "value": 1}], "patch_unknown_operation", 0),
        ([{"op": "add", "path": "/a"}], "patch_member_missing", 0),
        ([{"op": "add", "path": 3, "value": 1}], "patch_member_no_text", 0),
        ([{"op": "move", "path": "/a", "from": None}], "patch_member_no_text", 0),
        ([{"op": "add", "path": "a", "value": 1}], "patch_bad_pointer", 0),
        ([{"op": "add", "path": "/a~2", "value": 1}], "patch_bad_pointer", 0),
        ([{"op": "add", "path": "/x" * 500, "value": 1}], "patch_bad_pointer", 0),
        ([{"op": "remove", "path": "/none"}], "patch_no_such_place", 0),
        ([{"op": "replace", "path": "/list/7", "value": 1}], "patch_no_such_place", 0),
        ([{"op": "add", "path": "/list/01", "value": 1}], "patch_bad_index", 0),
        ([{"op": "add", "path": "/list/-1", "value": 1}], "patch_bad_index", 0),
        ([{"op": "add", "path": "/list/٣", "value": 1}], "patch_bad_index", 0),
        ([{"op": "replace", "path": "/list/-", "value": 1}], "patch_bad_index", 0),
        ([{"op": "add", "path": "/a/deeper", "value": 1}], "patch_no_such_place", 0),
        ([{"op": "test", "path": "/a", "value": True}], "patch_test_failed", 0),
        ([{"op": "move", "from": "/list", "path": "/list/0"}], "patch_into_itself", 0),
        ([{"op": "remove", "path": ""}], "patch_removes_all", 0),
    ],
)
def test_a_refused_operation_is_named_by_its_index(patch, code, index):
    with pytest.raises(PatchRefused) as refused:
        apply({"a": 1, "list": [1, 2]}, patch)
    assert (refused.value.code, refused.value.index) == (code, index)


def test_a_place_beside_a_similar_name_is_not_inside_it():
    moved = apply({"a": 1}, [{"op": "move", "from": "/a", "path": "/ab"}])
    assert moved == {"ab": 1}
