"""Joins: order kept, null keys meet nobody, nothing overwritten, nothing silently empty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.engines.open_model import OpenModel
from runtime.engines.values import model_of
from runtime.fields import JoinEntry
from runtime.problems import Problems

KEYS = st.none() | st.integers(0, 3)
SIDES = st.lists(st.tuples(KEYS, KEYS), max_size=7)
BRING = [JoinEntry.model_validate({"from": "r", "to": "r"})]
WITNESS = {"j": 9, "k": 9}


def plainly(left, right, kind):
    """The join by two loops: the law in its plainest words."""
    out, used = [], set()
    for item in left:
        hits = [at for at, other in enumerate(right)
                if all(item[key] is not None and item[key] == other[key] for key in ("j", "k"))]  # fmt: skip
        used |= set(hits)
        if kind == "anti":
            out += [] if hits else [item]
        else:
            out += [item | {"r": right[at]["r"]} for at in hits] or ([] if kind == "inner" else [item | {"r": None}])
    rest = [at for at in range(len(right)) if at not in used] if kind == "full" else []
    return out + [{"j": right[at]["j"], "k": right[at]["k"], "l": None, "r": right[at]["r"]} for at in rest]


@pytest.mark.parametrize("kind", ["left", "inner", "full", "anti"])
@given(left=SIDES, right=SIDES)
def test_a_join_is_two_loops(kind, left, right):
    ours = [{"j": j, "k": k, "l": at} for at, (j, k) in enumerate(left)] + [WITNESS | {"l": -1}]
    theirs = [{"j": j, "k": k, "r": at} for at, (j, k) in enumerate(right)] + [WITNESS | {"r": -1}]
    made = model_of(ours).join(model_of(theirs), ["j", "k"], ["j", "k"], kind, BRING)
    assert made.items() == plainly(ours, theirs, kind)


def test_right_only_items_carry_their_key_under_the_left_path(engine):
    left, right = engine([{"c": {"id": 1, "n": "a"}}]), engine([{"id": 2, "r": "x"}, {"id": None, "r": "y"}])
    assert left.join(right, ["c.id"], ["id"], "full", BRING).items() == [
        {"c": {"id": 1, "n": "a"}, "r": None}, {"c": {"id": 2, "n": None}, "r": "x"},
        {"c": {"id": None, "n": None}, "r": "y"},
    ]  # fmt: skip


def test_an_empty_mapping_brings_no_fields(engine):
    assert engine([{"id": 1}]).join(engine([{"id": 1, "r": 2}]), ["id"], ["id"], "left", []).items() == [{"id": 1}]


def test_brought_fields_may_nest(engine):
    entries = [JoinEntry.model_validate({"from": "r", "to": "other.r"})]
    made = engine([{"id": 1}]).join(engine([{"id": 1, "r": [1]}]), ["id"], ["id"], "inner", entries)
    assert made.items() == [{"id": 1, "other": {"r": [1]}}]


def test_what_would_be_silently_empty_or_overwritten_is_a_problem(engine):
    left = engine([{"id": 1, "t": "1", "m": 1, "r": 0}, {"m": "x"}])
    with pytest.raises(Problems) as wrong:
        left.join(engine([{"id": "1", "r": 2, "o": {"p": 1}}]), ["id", "m", "t", "tt"], ["id", "id", "o", "id"], "left",
                  [*BRING, JoinEntry.model_validate({"from": "q", "to": "z"})])  # fmt: skip
    found = {(problem.code, problem.setting) for problem in wrong.value.problems}
    assert found >= {
        ("keys_of_different_types", "right_keys[0]"), ("key_not_plain", "left_keys[1]"),
        ("key_not_plain", "right_keys[2]"), ("field_missing_near", "left_keys[3]"),
        ("target_exists", "mapping[0].to"), ("field_missing", "mapping[1].from"),
    }  # fmt: skip


@pytest.mark.parametrize(("left", "right", "code"), [([], [], "keys_missing"), (["id"], [], "keys_uneven")])
def test_keys_come_in_pairs(engine, left, right, code):
    with pytest.raises(Problems) as wrong:
        engine([{"id": 1}]).join(engine([{"id": 1}]), left, right, "left", [])
    assert [problem.code for problem in wrong.value.problems] == [code]


def test_a_key_of_nulls_meets_nobody(engine):
    made = engine([{"id": None}]).join(engine([{"id": 5, "r": 1}]), ["id"], ["id"], "left", BRING)
    assert made.items() == [{"id": None, "r": None}]


def test_an_open_side_passes_every_path():
    made = OpenModel().join(OpenModel(), ["a"], ["b"], "left", BRING)
    assert (made.open, list(made.schema)) == (True, ["r"])
