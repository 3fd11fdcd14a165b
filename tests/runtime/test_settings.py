"""The strict view of settings: what pydantic refuses is told in our own codes, with its place."""

from typing import Any

import pytest

from runtime.settings import nearest_name, setting_path, strict
from runtime.steps import CATALOG
from storage.documents import Step


def refused(type: str, settings: dict[str, Any], **more: Any) -> list[tuple[str, str | None]]:
    view = strict(Step(id="s", type=type, settings=settings, **more), CATALOG)
    assert {found.step for found in view.problems} <= {"s"}
    return [(found.code, found.setting) for found in view.problems]


@pytest.mark.parametrize(
    ("settings", "code", "place"),
    [
        ({"conditions": [{"operator": "equal", "value": 1}]}, "setting_missing", "conditions[0].field"),
        ({"conditions": [{"field": "a", "operator": "equals"}]}, "setting_choice", "conditions[0].operator"),
        ({"conditions": "many"}, "setting_not_list", "conditions"),
        ({"sorce": "a"}, "setting_unknown_near", "sorce"),
        ({"zzzz": "a"}, "setting_unknown", "zzzz"),
    ],
)
def test_every_refusal_has_a_code_and_a_place(settings: dict[str, Any], code: str, place: str):
    assert (code, place) in refused("filter_source", settings)


def test_all_that_is_wrong_is_told_at_once():
    advanced = {"retries": 21, "on_error": "never"}
    found = refused("filter_source", {"conditions": "many", "zzzz": 1}, advanced=advanced)
    assert {place for _, place in found} == {"conditions", "zzzz", "advanced.retries", "advanced.on_error"}


def test_wrong_advanced_settings_leave_the_step_usable():
    view = strict(Step(id="s", type="get_empty_model", advanced={"retries": 21}), CATALOG)
    assert view.kind is not None
    assert (view.advanced.retries, [found.code for found in view.problems]) == (0, ["setting_too_large"])


def test_an_unknown_type_names_the_nearest():
    assert refused("filter_sorce", {}) == [("unknown_step_type_near", None)]
    assert refused("zzzz", {}) == [("unknown_step_type", None)]


def test_places_and_near_names():
    assert setting_path(("conditions", 0, "field")) == "conditions[0].field"
    assert nearest_name("amuont", ["amount", "name"]) == "amount"
    assert nearest_name("zzz", ["amount"]) is None
