"""Users' Python in the sandbox: what it may do, what stops it, and how an error names the user's own line."""

from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.faults import Faults
from runtime.problems import Problems
from runtime.services.scripts import RuntimeScripts, compile_check

THREE = [{"a": 1}, {"a": 2}, {"a": 3}]


def run(script, items=THREE, *, policy="stop", said=None, timeout=None, faults=None, whole=False):
    scripts = RuntimeScripts(lambda level, text: (said if said is not None else []).append(text))
    faults = faults or Faults("script", policy)
    make = scripts.whole if whole else scripts.per_item
    return make(script, faults, timeout)(items, 100)


def refused(script, items=THREE, **how):
    with pytest.raises(Problems) as wrong:
        run(script, items, **how)
    return wrong.value.problems[0]


@pytest.mark.parametrize(
    ("script", "made"),
    [
        ("item['b'] = item['a'] * 2", [{"a": 1, "b": 2}, {"a": 2, "b": 4}, {"a": 3, "b": 6}]),
        ("item = {'n': item['a']}", [{"n": 1}, {"n": 2}, {"n": 3}]),
        ("if item['a'] == 2:\n    item = None", [{"a": 1}, {"a": 3}]),
        ("item = [item, {'a': 9}] if item['a'] == 1 else []", [{"a": 1}, {"a": 9}]),
        ("", THREE),
        ("def twice(n):\n\treturn 2 * n\nitem['a'] = twice(item['a'])", [{"a": 2}, {"a": 4}, {"a": 6}]),
    ],
)
def test_an_item_is_changed_replaced_dropped_or_multiplied(script, made):
    assert run(script) == made


def test_a_model_is_changed_as_a_whole():
    assert run("items = sorted(items, key=lambda one: -one['a'])", whole=True) == THREE[::-1]
    assert run("items.pop()", whole=True) == THREE[:2]
    assert refused("items = 5", whole=True).code == "script_result"
    assert refused("x = 1\nitems[7]", whole=True).line == 2


def test_texts_of_several_lines_keep_their_lines():
    assert run('item = {"t": """a\n  b\n""", "f": f"""{1 +\n1}\nx"""}', THREE[:1]) == [{"t": "a\n  b\n", "f": "2\nx"}]


def test_big_integers_dates_and_exact_numbers_come_out_whole():
    script = """
import datetime, decimal
item['n'] += 1
item['day'] = datetime.date(2025, 1, 2)
item['at'] = datetime.datetime(2025, 1, 2, tzinfo=datetime.timezone.utc)
item['money'] = decimal.Decimal('1.10')
item['set'] = {1}
"""
    made = {"n": 2**70 + 1, "day": "2025-01-02", "at": "2025-01-02T00:00:00Z", "money": "1.10", "set": [1]}
    assert run(script, [{"n": 2**70}]) == [made]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=3), json_values, max_size=3), max_size=3))
def test_items_that_a_script_leaves_alone_come_back_unchanged(items):
    assert run("item", items) == items
    assert run("items", items, whole=True) == items


def test_what_a_script_says_goes_to_the_log_with_its_item():
    said = []
    run("log('seen', item['a'])\nprint('x', end='')", THREE[:2], said=said)
    assert said == ["#101: seen 1", "#101: x", "#102: seen 2", "#102: x"]


@pytest.mark.parametrize(
    ("script", "code", "line"),
    [
        ("x = = 1", "script_syntax", 1),
        ("ok = 1\nx = (1,\n2", "script_syntax", 2),
        ("x = 1\nyield x", "script_unsupported", 2),
        ("class A(dict): pass", "script_unsupported", 1),
        ("a = 1\nif a:\nb = 2", "script_syntax", 3),
        ("item\0", "script_syntax", 1),
        ("x = '" + "x" * 100_000 + "'", "script_too_long", None),
    ],
)
def test_a_script_that_cannot_start_says_why_in_the_form(script, code, line):
    assert [(one.code, one.line, one.setting) for one in compile_check(script)] == [(code, line, "script")]
    assert refused(script).code == code


def test_a_good_script_has_no_problems_in_the_form():
    assert compile_check("item['x'] = 1") == []


@pytest.mark.parametrize(
    ("script", "code", "line"),
    [
        ("a = 1\nb = item['zz']", "script_error", 2),
        ("def f():\n    raise ValueError('no')\n\nf()", "script_error", 2),
        ("import statistics", "script_import", 1),
        ("x = 1\nopen('/etc/passwd').read()", "script_outside", 2),
        ("import os\nos.system('ls')", "script_error", 2),
        ("def f(n):\n    return f(n + 1)\nf(1)", "script_recursion", 2),
        ("item = 5", "script_result", None),
        ("item['x'] = lambda: 1", "script_result_kind", None),
        ("x = []\nx.append(x)\nitem['x'] = x", "script_result_deep", None),
        ("x = []\nfor i in range(5000): x = [x]\nitem['x'] = x", "script_result_deep", None),
        ("item['x'] = 10**5000", "script_result_large", None),
        ("item['x'] = float('inf')", "script_not_finite", None),
        ("import time\ntime.sleep(60)", "script_time", None),
        ("x = [1]\nwhile True:\n    x = x + x", "script_memory", None),
        ("while True:\n    print('again')", "script_output", None),
    ],
)
def test_a_script_that_goes_wrong_is_told_with_its_line(script, code, line):
    found = refused(script)
    assert (found.code, found.line, found.parameters["at"]) == (code, line, line)


def test_the_users_own_line_is_quoted():
    found = refused("x = 1\n  \ny = item['zz']  # here")
    assert found.parameters["source"] == "y = item['zz']  # here"
    assert found.parameters["error"] == "KeyError: zz"
    assert found.item == {"index": 100, "data": {"a": 1}}


def test_a_loop_without_end_is_stopped_in_time():
    started = monotonic()
    assert refused("while True: pass", timeout=0.5).parameters["limit"] == 0.5
    assert monotonic() - started < 5


def test_a_flood_of_lines_does_not_reach_the_log():
    said = []
    refused("while True: print('again')", said=said)
    assert len(said) < 200


def test_bad_items_are_skipped_or_left_as_they_were():
    script = "item['b'] = 1\nif item['a'] % 2:\n    raise ValueError('odd')\nlog(item['a'])"
    for policy, made in (("skip_item", [{"a": 2, "b": 1}]), ("continue", [{"a": 1}, {"a": 2, "b": 1}, {"a": 3}])):
        faults, said = Faults("script", policy), []
        assert run(script, faults=faults, said=said) == made
        assert (faults.count, faults.first().line, faults.first().item["index"]) == (2, 3, 100)
        assert said == ["#102: 2"]


def test_the_first_bad_item_stops_the_run_and_later_ones_are_not_tried():
    said = []
    found = refused("log(item['a'])\nif item['a'] == 2: raise ValueError('no')", said=said)
    assert found.item == {"index": 101, "data": {"a": 2}}
    assert said == ["#101: 1", "#102: 2"]


def test_a_timeout_is_for_all_batches_together():
    call = RuntimeScripts(lambda level, text: None).per_item("x = 0\nwhile x < 200_000: x += 1", Faults("s"), 0.2)
    with pytest.raises(Problems) as wrong:
        for at in range(1000):
            call([{"a": at}], at)
    assert wrong.value.problems[0].code == "script_time"


def test_scripts_know_nothing_of_each_other():
    run("import json\njson.secret = 1\nglobal kept\nkept = 1", THREE[:1], policy="skip_item")
    assert refused("kept", THREE[:1]).parameters["error"].startswith("NameError")
