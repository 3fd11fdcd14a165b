"""Everything that is wrong with a flow is said at once, each with its step, its setting and what it needs to know."""

from time import perf_counter
from typing import Any

import pytest

from runtime.check import Checker, check
from runtime.schema import Kind

AMOUNT = {"fields": [{"name": "amount", "type": "number"}, {"name": "lines", "type": "array"}]}


def step(id: str, type: str, settings: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "settings": settings or {}, **more}


def flow(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": "Flow", "phases": [{"id": "p", "steps": list(steps)}], **more}


def keep(id: str, source: str | None = None, field: str = "amount", **more: Any) -> dict[str, Any]:
    return step(id, "filter_source", {"source": source, "conditions": [{"field": field, "value": 1}]}, **more)


def found(*steps: dict[str, Any], **more: Any) -> list[tuple[str | None, str | None, str]]:
    return [(p.step, p.setting, p.code) for p in check(flow(*steps, **more)).problems if p.severity == "error"]


START, END = step("in", "get_action_model", AMOUNT), step("out", "write_response")


def test_a_flow_that_is_right_has_no_problems_and_known_schemas():
    checked = check(flow(START, keep("some"), END))
    assert checked.problems == []
    assert checked.schemas["some"] is not None
    assert checked.schemas["some"]["amount"].kind is Kind.NUMBER
    assert checked.sources == {"in": {}, "some": {"source": "in"}, "out": {"source": "some"}}


WRONG_SETTINGS = [
    ({"conditions": [{"operator": "equal"}]}, "conditions[0].field", "setting_missing"),
    ({"conditions": [{"field": ""}]}, "conditions[0].field", "setting_missing"),
    ({"condition": []}, "condition", "setting_unknown_near"),
    ({"wild": 1}, "wild", "setting_unknown"),
    ({"match": "some"}, "match", "setting_choice"),
    ({"conditions": [{"field": "amount", "operator": "like"}]}, "conditions[0].operator", "setting_choice"),
    ({"conditions": {"field": "amount"}}, "conditions", "setting_not_list"),
    ({"compare_with_null": "perhaps"}, "compare_with_null", "setting_not_boolean"),
    ({"conditions": [{"field": "amuont"}]}, "conditions[0].field", "field_missing_near"),
    ({"conditions": [{"field": "zzz"}]}, "conditions[0].field", "field_missing"),
    ({"conditions": [{"field": "a..b"}]}, "conditions[0].field", "path_unreadable"),
]


@pytest.mark.parametrize(("settings", "setting", "code"), WRONG_SETTINGS)
def test_a_wrong_setting_is_named_by_its_path(settings: dict[str, Any], setting: str, code: str):
    assert found(START, step("some", "filter_source", settings), END) == [("some", setting, code)]


def test_a_misspelt_name_comes_with_the_nearest_known_one():
    problems = check(flow(START, keep("some", field="amuont"), step("x", "filtersource"), END)).problems
    assert [p.parameters.get("nearest") for p in problems if p.severity == "error"] == ["amount", "filter_source"]


@pytest.mark.parametrize(("type", "code"), [("filter_sourc", "unknown_step_type_near"), ("", "unknown_step_type")])
def test_a_step_type_that_does_not_exist(type: str, code: str):
    assert found(START, step("x", type), END) == [("x", None, code)]


@pytest.mark.parametrize(
    ("advanced", "setting", "code"),
    [
        ({"retries": -1}, "advanced.retries", "setting_too_small"),
        ({"retries": 99}, "advanced.retries", "setting_too_large"),
        ({"on_error": "maybe"}, "advanced.on_error", "setting_choice"),
        ({"timeout": "soon"}, "advanced.timeout", "setting_not_number"),
        ({"timeout": 0}, "advanced.timeout", "setting_not_above"),
    ],
)
def test_what_every_step_may_have_is_checked_too(advanced: dict[str, Any], setting: str, code: str):
    assert found(START, keep("some", advanced=advanced), END) == [("some", setting, code)]


SOURCES = [
    ((keep("some"), START, END), [("some", "source", "source_missing")]),
    ((START, keep("some", "gone"), END), [("some", "source", "source_unknown")]),
    ((START, keep("some", "inn"), END), [("some", "source", "source_unknown_near")]),
    ((START, keep("some", "some"), END), [("some", "source", "source_self")]),
    ((START, keep("a", "b"), keep("b", "in"), END), [("a", "source", "source_later")]),
    ((START, keep("a", "b"), keep("b", "a"), END), [("a", "source", "source_cycle"), ("b", "source", "source_cycle")]),
    (({**START, "enabled": False}, keep("some", "in"), END), [("some", "source", "source_disabled")]),
    ((START, START, END), [("in", None, "duplicate_step_id")]),
]


@pytest.mark.parametrize(("steps", "expected"), SOURCES)
def test_a_source_that_cannot_be_read(steps: tuple[dict[str, Any], ...], expected: list[Any]):
    assert found(*steps) == expected


def test_a_switched_off_step_hands_its_source_on_and_is_not_checked():
    checked = check(flow(START, keep("off", "in", field="gone", enabled=False), keep("some", "off"), END))
    assert checked.problems == []
    assert checked.sources["some"] == {"source": "off"}
    assert checked.schemas["off"] == checked.schemas["in"]


def test_a_wrong_step_does_not_make_those_behind_it_wrong():
    assert found(START, keep("some", field="gone"), keep("more", field="elsewhere"), END) == [
        ("some", "conditions[0].field", "field_missing")
    ]


def test_behind_open_fields_every_path_passes():
    assert found(step("in", "get_raw_model"), keep("some", field="whatever.comes"), END) == []


def test_a_path_to_an_array_must_lead_to_one():
    many = step("many", "select_many", {"path": "amount"})
    assert found(START, many, END) == [("many", "path", "not_an_array")]


def warned(*steps: dict[str, Any], **more: Any) -> list[tuple[str | None, str]]:
    return [(p.step, p.code) for p in check(flow(*steps, **more)).problems if p.severity == "warning"]


def test_what_is_for_nothing_is_a_warning():
    assert warned(START, END, keep("late", "in")) == [("late", "behind_response")]
    assert warned(START, keep("idle", "in"), step("out", "write_response", {"source": "in"})) == [
        ("idle", "feeds_nothing")
    ]
    assert warned(START) == [(None, "no_response")]
    assert warned() == [(None, "no_steps")]


def test_inputs_are_declared_and_used():
    read = step("read", "import_file", {"file": {"from": "input", "name": "orders"}, "mapping": []})
    assert found(read, END) == [("read", "file", "input_undeclared")]
    assert warned(read, END, inputs=[{"name": "orders"}, {"name": "spare"}]) == [(None, "input_unused")]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"format": 99}, "document_from_future"),
        ({"phases": {"id": "p"}}, "document_misshapen"),
        ([], "document_no_object"),
        (None, "document_no_object"),
        ({"name": "half a \ud83d"}, "text_not_unicode"),
        ({"phases": [{"id": "p"}, {"id": "p"}]}, "duplicate_phase_id"),
        ({"phases": [{"id": "a\nb"}]}, "phase_id_unusable"),
        ({"phases": [{"id": "p", "steps": [{"id": "", "type": "get_empty_model"}]}]}, "step_id_unusable"),
    ],
)
def test_what_is_no_flow_document_is_a_problem_too(document: Any, code: str):
    assert check(document).problems[0].code == code


def test_the_same_look_is_not_taken_twice():
    checker = Checker()
    document = flow(START, *(keep(f"s{at}") for at in range(500)), END)
    first = checker.check(document)
    started = perf_counter()
    again = checker.check(document)
    assert perf_counter() - started < 0.5  # an editor's keystroke; about 30 ms on a quiet machine
    assert again.problems == first.problems
    assert again.schemas == first.schemas


def test_a_script_that_never_ends_is_warned_of_in_a_moment():
    endless = {"mode": "model", "script": "while True:\n    pass"}
    began = perf_counter()
    checked = check(flow(START, step("long", "execute_script", endless), END))
    assert perf_counter() - began < 10
    (told,) = checked.problems
    assert (told.step, told.code, told.severity, told.parameters["limit"]) == ("long", "script_trial", "warning", 2.0)
