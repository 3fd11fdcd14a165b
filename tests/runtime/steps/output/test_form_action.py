from typing import Any

import pytest

from runtime.events import FormAction, WouldDo
from runtime.problems import Problems
from runtime.steps import CATALOG

ITEMS = [{"id": 7, "who": "A&B", "link": "https://example.org/x?y=1"}, {"id": 8, "who": "C", "link": ""}]


def wishes(stage: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(one.action, one.parameters) for one in stage.events if isinstance(one, FormAction)]


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("/data/customer?entry={id}", "/data/customer?entry=7"),
        ("/search?q={who}", "/search?q=A%26B"),
        ("{link}", "https://example.org/x?y=1"),
        ("/{link}", "/https%3A%2F%2Fexample.org%2Fx%3Fy%3D1"),
    ],
)
def test_a_page_is_opened_with_fields_of_the_first_item(stage: Any, written: str, opened: str):
    model = stage.play("form_action", {"address": written}, ITEMS)
    assert wishes(stage) == [("open_page", {"address": opened})]
    assert model.items() == ITEMS


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.org", "/\\evil.org", "data:text/html,x", "runs", "ftp://x", "http://a@b",
                "http:///x", "/a\nb"]
)  # fmt: skip
def test_other_addresses_are_refused_before_and_while_it_runs(stage: Any, address: str):
    [found] = CATALOG["form_action"].model_validate({"address": address}).problems()
    assert (found.code, found.setting) == ("action_address", "address")
    with pytest.raises(Problems, match="action_address"):
        stage.play("form_action", {"address": "{link}"}, [{"link": address}])


def test_a_text_is_shown_with_the_items_values(stage: Any):
    settings = {"action": "open_modal", "title": "Hello {who}", "text": "Number {id}"}
    stage.play("form_action", settings, ITEMS)
    assert wishes(stage) == [("open_modal", {"title": "Hello A&B", "text": "Number 7"})]


def test_a_file_is_opened_or_downloaded_by_its_id(stage: Any):
    file = stage.stored(b"%PDF-", "bill.pdf")
    for action in ("open_file", "download_file"):
        stage.play("form_action", {"action": action, "file": "doc"}, [{"doc": file}])
    told = {"file": file, "name": "bill.pdf", "media_type": "application/pdf"}
    assert wishes(stage) == [("open_file", told), ("download_file", told)]
    with pytest.raises(Problems, match="file_unknown"):
        stage.play("form_action", {"action": "open_file", "file": "doc"}, [{"doc": "gone"}])


def test_without_an_item_nothing_is_done(stage: Any):
    stage.play("form_action", {"action": "refresh"}, [])
    assert wishes(stage) == []


def test_a_component_may_be_opened_at_an_entry(stage: Any):
    stage.play("form_action", {"action": "open_component", "component": "customer", "entry": "id"}, ITEMS)
    assert wishes(stage) == [("open_component", {"component": "customer", "name": "customer", "entry": 7})]


def test_what_an_action_needs_is_asked_for(stage: Any):
    needed = {"open_page": "address", "open_component": "component", "open_sidebar": "text", "download_file": "file"}
    for action, setting in needed.items():
        [found] = CATALOG["form_action"].model_validate({"action": action}).problems()
        assert (found.code, found.setting) == ("setting_missing", setting)
    with pytest.raises(Problems) as wrong:
        stage.play("form_action", {"action": "open_modal", "text": "{whoo}"}, ITEMS)
    assert [(one.code, one.setting, one.parameters["nearest"]) for one in wrong.value.problems] == [
        ("action_field", "text", "who")
    ]


def test_a_dry_run_says_what_the_page_would_do(stage: Any):
    stage.play("form_action", {"action": "run_script", "script": "print"}, ITEMS, dry=True)
    assert wishes(stage) == []
    assert [(one.code, one.parameters) for one in stage.events if isinstance(one, WouldDo)] == [
        ("would_run_script", {"script": "print"})
    ]
