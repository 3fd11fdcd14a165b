"""Groups by first appearance, figures over their arrays, and the shortcut that never builds the arrays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.engines.open_model import OpenModel
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import ArrayOperation, MapEntry
from runtime.problems import Problems

ITEMS = st.lists(st.fixed_dictionaries({"k": st.none() | st.sampled_from("ab"), "n": st.none() | st.integers()}),
                 min_size=1, max_size=9)  # fmt: skip
FIGURES = [ArrayOperation(operation=name, field="n", into=name) for name in ("min", "max", "sum", "average", "count")]


def plainly(items):
    groups = {}
    for item in items:
        groups.setdefault(item["k"], []).append(item)
    return groups


@given(ITEMS)
def test_a_group_is_a_dictionary_by_first_appearance(items):
    made = model_of(items).group(["k"], "members").items()
    assert made == [{"k": key, "members": members} for key, members in plainly(items).items()]


@given(ITEMS.filter(lambda items: all(-(2**50) < (item["n"] or 0) < 2**50 for item in items)))
def test_figures_are_the_same_taken_while_grouping_and_inside_lists(items):
    grouped = model_of(items).group(["k"], "members")
    direct = grouped.over_array("members", FIGURES, Faults("f")).items()
    held = model_of(grouped.items()).over_array("members", FIGURES, Faults("f")).items()
    assert direct == held
    for item, members in zip(direct, plainly(items).values(), strict=True):
        numbers = [member["n"] for member in members if member["n"] is not None]
        average = sum(numbers) / len(numbers) if numbers else None
        assert item["average"] == pytest.approx(average)
        assert (item["sum"], item["count"], item["min"], item["max"]) == (
            sum(numbers), len(numbers), min(numbers, default=None), max(numbers, default=None))  # fmt: skip


def test_nested_keys_stay_nested_and_whole_items_are_kept(engine):
    model = engine([{"c": {"id": 1, "n": "x"}, "v": 1}, {"c": {"id": 1, "n": "y"}, "v": 2}])
    assert model.group(["c.id", "c.n"], "i").items()[1] == {
        "c": {"id": 1, "n": "y"},
        "i": [{"c": {"id": 1, "n": "y"}, "v": 2}],
    }


def test_an_array_that_is_not_used_is_never_built(engine):
    grouped = engine([{"k": 1, "n": 2, "wide": "x"}]).group(["k"], "items").tap([].append)
    figures = grouped.over_array("items", FIGURES, Faults("f"))
    tidy = figures.select([MapEntry.model_validate({"to": "s", "from": "sum"})], False, Faults("t"))
    assert "wide" not in tidy.frame.explain().split("AGGREGATE")[1].split("FROM")[0]
    assert tidy.items() == [{"s": 2}]
    assert figures.items()[0]["items"] == [{"k": 1, "n": 2, "wide": "x"}]


def test_counts_stay_right_on_the_shortcut(engine):
    seen = {"read": 0, "group": 0, "figures": 0, "tidy": 0}

    def note(step):
        return lambda count: seen.update({step: seen[step] + count})

    model = engine([{"k": number % 7, "n": number} for number in range(3000)]).tap(note("read"))
    model = (
        model.group(["k"], "items").tap(note("group")).over_array("items", FIGURES, Faults("f")).tap(note("figures"))
    )
    model.select([MapEntry.model_validate({"to": "s", "from": "sum"})], False, Faults("t")).tap(note("tidy")).items()
    assert seen == {"read": 3000, "group": 7, "figures": 7, "tidy": 7}


def test_figures_can_follow_figures(engine):
    grouped = engine([{"k": 1, "n": 2}, {"k": 1, "n": 3}]).group(["k"], "items")
    once = grouped.over_array("items", FIGURES[:1], Faults("f"))
    assert once.over_array("items", FIGURES[1:2], Faults("g")).items()[0] | {"items": 0} == {
        "k": 1, "items": 0, "min": 2, "max": 3}  # fmt: skip
    over = once.over_array("items", [ArrayOperation(operation="count", into="items")], Faults("g"))
    assert over.items() == [{"k": 1, "items": 2, "min": 2}]


def test_what_is_inside_a_group_of_an_open_model_is_open_too():
    grouped = OpenModel().group(["k"], "items")
    assert list(grouped.over_array("items", FIGURES, Faults("f")).schema)[:2] == ["k", "items"]
    assert grouped.explode("items", True).items() == []
    assert (grouped.count(), OpenModel().group([], "items").count()) == (0, 0)


def test_items_without_fields_are_grouped_too(engine):
    assert engine([{}, {}]).group([], "all").items() == [{"all": [{}, {}]}]


def test_wrong_keys_are_named(engine):
    with pytest.raises(Problems) as wrong:
        engine([{"key": 1}]).group(["kay", "key"], "key")
    assert [(problem.code, problem.setting) for problem in wrong.value.problems] == [
        ("field_missing_near", "keys[0]"), ("target_exists", "into")]  # fmt: skip


@given(ITEMS)
def test_distinct_keeps_the_first_of_each(items):
    firsts = {item["k"]: item for item in reversed(items)}
    assert model_of(items).distinct(["k"]).items() == [item for item in items if item is firsts[item["k"]]]
    whole = model_of([{**item, "deep": {"l": [item["n"]]}} for item in items]).distinct([]).items()
    pairs = [(item["k"], item["n"]) for item in items]
    assert [(item["k"], item["n"]) for item in whole] == list(dict.fromkeys(pairs))
