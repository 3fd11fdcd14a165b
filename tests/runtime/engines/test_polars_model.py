"""Counting, holding and cutting a model, and items through a function."""

import pytest

from runtime.engines.values import model_of, plain
from runtime.faults import Faults
from runtime.fields import Condition, MapEntry, MathOperation


def test_counts_are_right_whatever_comes_after(engine):
    seen = []
    model = engine([{"n": number} for number in range(5000)]).tap(seen.append)
    after = model.keep([Condition(field="n", operator="less", value=10)], "all", False)
    assert (after.count(), sum(seen)) == (10, 5000)
    seen.clear()
    assert (len(model.select([], False, Faults("m")).items()), sum(seen)) == (5000, 5000)


def test_a_head_is_the_first_items_and_settling_computes_once(engine):
    seen = []
    settled = engine([{"n": number} for number in range(100)]).tap(seen.append).settle()
    assert settled.head(2).items() == [{"n": 0}, {"n": 1}]
    assert (settled.count(), sum(seen)) == (100, 100)


def test_items_go_through_a_function_in_batches_in_order(engine):
    starts = []

    def twice(batch, start):
        starts.append((start, len(batch)))
        return [{"n": item["n"] * 2} for item in batch if item["n"] % 2] + ([{"late": True}] if start else [])

    made = engine([{"n": number} for number in range(1500)]).map_items(twice)
    assert starts == [(0, 1000), (1000, 500)]
    assert made.items()[0] == {"n": 2, "late": None}
    assert made.items()[-1] == {"n": None, "late": True}
    assert (made.schema["n"].kind, made.count()) == ("integer", 751)


def test_a_whole_model_goes_through_at_once_even_when_it_is_empty(engine):
    calls = []
    model = engine([{"n": 1}, {"n": 2}])
    none = model.keep([Condition(field="n", value=9)], "all", False)
    for one in (model, none):
        one.map_items(lambda items, start: calls.append((len(items), start)) or [{"total": len(items)}], whole=True)
    assert calls == [(2, 0), (0, 0)]


@pytest.mark.parametrize("policy", ["stop", "skip_item", "continue"])
def test_streaming_and_in_memory_agree_on_items_order_and_faults(policy):
    items = [{"n": number, "t": "bad" if number in (77, 4001) else str(number)} for number in range(20_000)]
    found = []
    for way in ("streaming", "in-memory"):
        faults, seen = Faults("math", policy), []
        line = MathOperation.model_validate(
            {"left": {"field": "t"}, "operator": "+", "right": {"value": 1}, "into": "r"}
        )
        model = model_of(items).compute([line], faults).tap(seen.append)
        made = model.select([MapEntry.model_validate({"to": "r", "from": "r"})], False, Faults("map"))
        frame = made.table().collect(engine=way)
        found.append((frame["r"].to_list(), sum(seen), faults.count, faults.first()))
    assert found[0] == found[1]
    assert found[0][3].item["index"] == 77
    assert len(found[0][0]) == (19_998 if policy == "skip_item" else 20_000)


def test_a_model_without_fields_keeps_its_items(engine):
    empty = engine([{}, {}])
    assert (empty.count(), empty.settle().items(), empty.head(1).items(), empty.distinct([]).items()) == (
        2, [{}, {}], [{}], [{}])  # fmt: skip
    assert plain(model_of([])) == []
