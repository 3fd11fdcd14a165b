"""Mappings rename, nest, cast and calculate, and say exactly what is wrong with them."""

import pytest

from runtime.engines.open_model import OpenModel
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import MapEntry
from runtime.problems import Problems
from runtime.schema import FieldType, Kind


def entry(to, from_=None, **rest):
    return MapEntry.model_validate({"to": to, **({"from": from_} if from_ else {}), **rest})


def mapped(model, *entries, keep=False, faults=None):
    return model.select(entries, keep, faults or Faults("map"))


def test_fields_are_renamed_nested_and_taken_from_objects_and_arrays(engine):
    model = engine([{"c": {"n": "Ann"}, "lines": [{"p": 1}, {"p": 2}], "a.b": 3}, {"c": None}])
    made = mapped(model, entry("who.name", "c.n"), entry("who.age", value=5), entry("prices", "lines[].p"),
                  entry("dotted", '"a.b"'))  # fmt: skip
    assert made.items() == [
        {"who": {"name": "Ann", "age": 5}, "prices": [1, 2], "dotted": 3},
        {"who": {"name": None, "age": 5}, "prices": None, "dotted": None},
    ]


def test_arrays_in_arrays_come_out_as_one(engine):
    model = engine([{"o": [{"l": [{"p": 1}, {"p": 2}]}, {"l": None}, {"l": [{"p": 3}]}]}])
    assert mapped(model, entry("p", "o[].l[].p")).items() == [{"p": [1, 2, 3]}]


def test_others_are_kept_when_asked_and_a_target_replaces_its_field(engine):
    model = engine([{"a": 1, "o": {"x": 1, "y": 2}}])
    made = mapped(model, entry("o.y", "a"), entry("b", value={"list": [1, {"z": None}]}), keep=True)
    assert made.items() == [{"a": 1, "o": {"x": 1, "y": 1}, "b": {"list": [1, {"z": None}]}}]


def test_no_mapping_gives_as_many_items_without_fields(engine):
    assert mapped(engine([{"a": 1}, {"a": 2}])).items() == [{}, {}]
    assert mapped(mapped(engine([{"a": 1}, {"a": 2}])), entry("x", value=1)).items() == [{"x": 1}, {"x": 1}]


@pytest.mark.parametrize(
    ("values", "type_", "made"),
    [
        (["12", " 7 ", "007", "1.0", "x", ""], "integer", [12, 7, 7, None, None, None]),
        (["1.5", "1e3", "nan", "inf", "1,5"], "number", [1.5, 1000.0, None, None, None]),
        (["true", "FALSE", "1"], "boolean", [True, False, None]),
        (["2024-02-29", "2023-02-29", "2024-1-1"], "date", ["2024-02-29", None, None]),
        (["08:30", "08:30:15.5", "25:00"], "time", ["08:30:00", "08:30:15.500", None]),
        (["2024-01-01T08:00", "2024-01-01 08:00:01", "2024-01-01", "2024-01-01T08:00:00Z"], "datetime",
         ["2024-01-01T08:00:00", "2024-01-01T08:00:01", "2024-01-01T00:00:00", None]),
        (["0.1", "12.50", "0.12345678901", "1e2"], "decimal", ["0.1", "12.5", None, None]),
        ([1.0, 2.5, 1e300], "integer", [1, None, None]),
        ([1, 0, 2], "boolean", [True, False, None]),
        ([1.5, 2.0], "string", ["1.5", "2.0"]), ([True, False], "string", ["true", "false"]),
        ([1, "a", True, 2.0], "string", ["1", "a", "true", "2.0"]),
        ([1, "2", True, "x"], "number", [1.0, 2.0, None, None]),
        ([{"b": [1]}], "any", [{"b": [1]}]), (["a"], "any", ["a"]),
    ],
)  # fmt: skip
def test_casts_bring_values_over_whole_or_name_the_item(engine, values, type_, made):
    faults = Faults("map", "continue")
    found = mapped(engine([{"x": value} for value in values]), entry("x", "x", type=type_), faults=faults).items()
    assert [item["x"] for item in found] == made
    assert faults.count == sum(value is None for value in made)


def test_the_first_bad_item_in_order_is_told_with_its_index_and_data(engine):
    faults = Faults("map")
    items = [{"x": str(number), "y": "seen"} for number in range(5000)]
    items[4321]["x"] = items[1234]["x"] = "bad"
    mapped(engine(items), entry("n", "x", type="integer"), entry("y", "y"), faults=faults).items()
    verdict = faults.verdict()
    assert (verdict.code, verdict.step, verdict.setting) == ("value_not_convertible", "map", "mapping[0]")
    assert verdict.item == {"index": 1234, "data": {"x": "bad", "y": "seen"}}
    assert (verdict.parameters, faults.count) == ({"value": "bad", "type": "integer"}, 2)


def test_bad_items_are_skipped_when_asked(engine):
    faults = Faults("map", "skip_item")
    made = mapped(engine([{"x": "1"}, {"x": "b"}, {"x": None}]), entry("x", "x", type="integer"), faults=faults)
    assert (made.items(), faults.count, faults.verdict()) == ([{"x": 1}, {"x": None}], 1, None)


def test_a_bad_item_is_told_even_when_a_later_step_drops_its_field(engine):
    faults = Faults("map")
    made = mapped(engine([{"x": "b", "k": 1}]), entry("n", "x", type="number"), entry("k", "k"), faults=faults)
    assert mapped(made, entry("k", "k")).items() == [{"k": 1}]
    assert faults.verdict().item["data"]["x"] == "b"


def test_all_wrong_lines_are_named_at_once(engine):
    model = engine([{"name": "x", "list": [1], "o": {"p": 1}}])
    with pytest.raises(Problems) as wrong:
        mapped(model, entry("a", "nam"), entry("a", "name"), entry("b[].c", "name"), entry("d", "list", type="date"),
               entry("e", expression="name +"), entry("name.x", "name"), entry("f.", "name"), keep=True)  # fmt: skip
    found = [(problem.code, problem.setting) for problem in wrong.value.problems]
    assert found == [
        ("target_twice", "mapping[1].to"), ("field_missing_near", "mapping[0].from"),
        ("target_in_array", "mapping[2].to"), ("cast_impossible", "mapping[3].type"),
        ("expression_unreadable", "mapping[4].expression"), ("target_inside_value", "mapping[5].to"),
        ("path_unreadable", "mapping[6].to"),
    ]  # fmt: skip


def test_an_open_model_becomes_known_by_a_mapping():
    made = mapped(OpenModel(), entry("n", "deep.inside", type="integer"), entry("t", value="x"), entry("u", "what"))
    assert not made.open
    assert (made.schema["n"], made.schema["t"].kind, made.schema["u"].empty) == (
        FieldType(Kind.INTEGER),
        "string",
        True,
    )
    assert mapped(OpenModel(), entry("n", "x"), keep=True).open


def test_paths_inside_mixed_values_keep_each_value_as_it_is():
    model = model_of([{"x": {"y": 1}}, {"x": 5}, {"x": {"y": "1"}}])
    assert [item["y"] for item in mapped(model, entry("y", "x.y")).items()] == [1, None, "1"]
