"""An entry becomes a place that roles can be given in, once."""

import pytest

from runtime.problems import Problems
from tests.runtime.customers import add, designed

SETTINGS = {"component": "customer", "keys": [{"field": "f1", "from": "code"}], "name_field": "title"}


@pytest.fixture(autouse=True)
def customers(stage):
    return add(designed(stage.entries), "customer", {"code": "a", "name": "A"}, {"code": "b", "name": "B"})


def test_each_entry_has_one_context_however_often_it_is_registered(stage, roles, customers):
    items = [{"code": "a", "title": "Miller"}, {"code": "b", "title": "Smith"}]
    first, second = (item["context"] for item in stage.play("register_context_for_model", SETTINGS, items).items())
    assert [roles.context(one).entry for one in (first, second)] == customers
    stage.done.clear()
    again = stage.play("register_context_for_model", SETTINGS, [{"code": "a", "title": "Miller & Co"}])
    assert again.items()[0]["context"] == first
    assert [one.name for one in roles.contexts()] == ["Miller & Co", "Smith"]


def test_an_entry_that_is_not_there_is_named_or_left_out(stage, roles):
    items = [{"code": "zz", "title": "Nobody"}, {"code": "b", "title": "Smith"}]
    with pytest.raises(Problems) as wrong:
        stage.play("register_context_for_model", SETTINGS, items)
    [found] = wrong.value.problems
    assert (found.code, found.item["index"]) == ("context_entry_missing", 0)
    stage.done.clear()
    kept = stage.play("register_context_for_model", SETTINGS, items, advanced={"on_error": "skip_item"})
    assert [item["code"] for item in kept.items()] == ["b"]


@pytest.mark.parametrize(("title", "code"), [(None, "name_not_allowed"), (" ", "name_not_allowed"),
                                             (["Miller"], "text_from_many")])  # fmt: skip
def test_a_context_without_a_name_is_told(stage, roles, title, code):
    items = [{"code": "a", "title": "Miller"}, {"code": "b", "title": title}]
    with pytest.raises(Problems) as wrong:
        stage.play("register_context_for_model", SETTINGS, items)
    [found] = wrong.value.problems
    assert (found.code, found.setting, found.item["index"]) == (code, "name_field", 1)


def test_a_dry_run_registers_nothing(stage, roles):
    stage.play("register_context_for_model", SETTINGS, [{"code": "a", "title": "Miller"}], dry=True)
    assert (roles.contexts(), stage.events[-1].code) == ([], "would_register_contexts")
