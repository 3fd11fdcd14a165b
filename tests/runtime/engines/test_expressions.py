"""Expressions: checked when typed, of one mind with the steps, and closed to the outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.engines.open_model import OpenModel
from runtime.engines.sql_grammar import Unreadable, parse
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import MapEntry
from runtime.problems import Problems

ITEM = {"a": 7, "q": 0, "f": 2.5, "s": "Ab", "d": "2024-02-29", "b": True, "n": None, "o": {"c": {"n": 4}},
        "net.price": 3, "$parent": {"c": {"n": 9}}, "l": [{"p": 1}, {"p": 2}], "mixed": 1}  # fmt: skip
OTHER = {"a": 2**62, "q": 2, "f": None, "s": None, "mixed": "1"}


def worked_out(text, *items, faults=None):
    model = model_of(items or (ITEM, OTHER))
    made = model.select([MapEntry(to="r", expression=text)], False, faults or Faults("map", "continue"))
    return [item["r"] for item in made.items()]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a + 1", [8, 2**62 + 1]), ("-a", [-7, -(2**62)]), ("a * 4", [28, None]), ("a / 2", [3.5, 2.0**61]),
        ("(1 + 2) * 3 - 4 % 3", [8, 8]), ("1 + 2 * 3", [7, 7]), ("a / q", [None, 2.0**61]), ("f * 1.5", [3.75, None]),
        ("a <> f", [True, True]), ("f <> 2.5", [False, True]), ("s = 'Ab'", [True, None]), ("s is null", [False, True]),
        ("f is not null and b", [True, False]), ("not b", [False, None]), ("a in (7, 8)", [True, False]),
        ("f not in (1.0)", [True, True]), ("a between 1 and 7", [True, False]), ("s like 'A%'", [True, None]),
        ("s ilike '%B'", [True, None]), ("upper(s) || '-' || a", ["AB-7", None]), ("coalesce(f, a)", [2.5, 2.0**62]),
        ("n + 1", [None, None]), ("coalesce(n, 1)", [1, 1]), ("nullif(q, 0)", [None, 2]), ("mixed = 1", [True, False]),
        ("o.c.n * 2", [8, None]), ("$parent.c.n", [9, None]), ('"net.price" + 1', [4, None]),
        ("l[].p", [[1, 2], None]),
        ("CASE WHEN q = 0 THEN 'none' WHEN q > 1 THEN 'some' END", ["none", "some"]),
        ("'it''s {0}'", ["it's {0}"] * 2),
        ("case q when 0 then 1 else 2.5 end", [1.0, 2.5]), ("if(b, 1, 0)", [1, 0]),
        ("concat(s, a, n)", ["Ab7", str(2**62)]),
        ("cast(d as date)", ["2024-02-29", None]), ("year(date(d))", [2024, None]), ("'5'::integer + 1", [6, 6]),
        ("strftime(strptime(d, '%Y-%m-%d'), '%d/%m/%Y')", ["29/02/2024", None]), ("round(f)", [3.0, None]),
        ("length(s) - 5", [-3, None]), ("substr(s, 2, 1)", ["b", None]), ("greatest(q, 1)", [1, 2]),
        ("1e3", [1e3, 1e3]),
        ("replace(s, 'A', '{}')", ["{}b", None]), ("mod(a, 4)", [3, 0]),
        ("concat_ws('/', s, d)", ["Ab/2024-02-29", ""]),
    ],
)  # fmt: skip
def test_expressions_say_what_people_mean(text, made):
    assert worked_out(text) == made


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "expression_unreadable"), ("a +", "expression_unreadable"), ("a b", "expression_unreadable"),
        ("'open", "expression_unreadable"), ("(a", "expression_unreadable"), ("a ; b", "expression_unreadable"),
        ("case end", "expression_unreadable"), ("(" * 3000 + "a", "expression_too_deep"),
            ("a" + "+a" * 3000, "expression_too_deep"),
        ("1e999", "expression_unreadable"),
        ("f(", "expression_unreadable"),
        ("(select 1)", "expression_not_allowed"), ("a in (SELECT b)", "expression_not_allowed"),
        ("nope", "field_missing"), ("net", "field_missing_near"), ("uper(s)", "expression_unknown_function"),
        ("read_csv('x')", "expression_unknown_function"), ("now()", "expression_unknown_function"),
        ("left(s)", "expression_arguments"), ("a + s", "expression_not_numeric"),
        ("a = s", "expression_not_comparable"),
        ("mixed < 1", "expression_any"), ("upper(mixed)", "expression_any"), ("s like s", "expression_needs_constant"),
        ("case when a then 1 end", "expression_not_boolean"), ("if(b, 1, 'x')", "expression_branches_differ"),
        ("cast(a as money)", "expression_unknown_type"), ("cast(l as date)", "cast_impossible"),
        ("upper(a)", "expression_types"), ("strptime(a, '%Y')", "expression_types"),
        ("sqrt(s)", "expression_not_numeric"), ("strftime(date(d), '%H')", "expression_format"),
        ("split_part(s, 'b', a)", "expression_needs_constant"), ("concat(l)", "expression_types"),
        ("length(l)", "expression_types"), ("round(f, a)", "expression_needs_constant"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_without_any_data(text, code):
    with pytest.raises(Problems) as wrong:
        worked_out(text if text else " ")
    assert (wrong.value.problems[0].code, wrong.value.problems[0].setting) == (code, "mapping[0].expression")


def test_a_branch_that_is_not_taken_cannot_be_bad():
    faults = Faults("map")
    assert worked_out("case when q = 0 then 0 else a / q end", faults=faults) == [0, 2.0**61]
    assert worked_out("if(a > 100, 0, a * 4)", faults=faults) == [28, 0]
    assert (faults.warnings, faults.count) == ({}, 0)


def test_bad_items_and_divisions_by_zero_are_noted():
    faults = Faults("map")
    worked_out("cast(s as number) + a / q", faults=faults)
    assert (faults.warnings, faults.verdict().parameters) == (
        {"division_by_zero": 1},
        {"value": "Ab", "type": "number"},
    )
    faults = Faults("map", "skip_item")
    assert worked_out("sqrt(0 - a)", faults=faults) == []


@pytest.mark.parametrize("text", ["abs(x)", "power(x, 60)", "x - 1", "ln(x + 1)", "x * x"])
def test_functions_never_wrap_either(text):
    faults = Faults("map", "continue")
    assert worked_out(text, {"x": -(2**63)}, faults=faults) == [None]
    assert faults.first().code == "result_too_large"


def test_a_length_below_nothing_is_nothing():
    assert worked_out("substr(s, 1, 0 - a)", {"s": "abc", "a": 1}) == [""]


def test_an_open_model_passes_unknown_fields():
    made = OpenModel().select([MapEntry(to="r", expression="upper(x) || y")], False, Faults("map"))
    assert made.schema["r"].empty


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["a", "+", "(", ")", "case", "when", "'", "1", ",", "not"])).map(" ".join)
)
def test_no_text_breaks_the_grammar(text):
    try:
        parse(text)
    except Unreadable as wrong:
        assert 0 <= wrong.at <= len(text)


@given(st.integers(0, 99), st.integers(1, 99), st.integers(0, 99))
def test_operators_bind_as_in_school(a, b, c):
    assert worked_out(f"{a} + {b} * {c} - {a} % {b}", ITEM) == [a + b * c - a % b]
