"""References become the entries that they refer to."""

import pytest

from runtime.problems import Problems
from tests.runtime.customers import add, designed


def test_all_references_of_a_component_are_found_wherever_they_stand(stage):
    north, south = add(designed(stage.entries), "region", {"code": "n", "title": "N"}, {"code": "s", "title": "S"})
    items = [{"region": north, "in": {"region": south}, "list": [{"region": south, "x": 1}, {"region": None, "x": 2}]},
             {"region": 99, "in": None, "list": None}]  # fmt: skip
    first, second = stage.play("load_catalogs_by_key", {"component": "customer"}, items).items()
    assert (first["region"]["code"], first["in"]["region"]["title"]) == ("n", "S")
    assert [(one["region"] and one["region"]["code"], one["x"]) for one in first["list"]] == [("s", 1), (None, 2)]
    assert second["region"] is None
    assert stage.context.faults.warnings == {"catalog_entries_gone": 1}


def test_one_question_per_component(stage, monkeypatch):
    entries, asked = designed(stage.entries), []
    ids = add(entries, "region", *({"code": str(n)} for n in range(30)))
    get = entries.get
    monkeypatch.setattr(entries, "get", lambda component, ids: asked.append(component) or get(component, ids))
    fields = [{"field": name, "component": "region"} for name in ("here", "there")]
    model = stage.play("load_catalogs_by_key", {"fields": fields}, [{"here": one, "there": ids[0]} for one in ids])
    assert [item["here"]["code"] for item in model.items()] == [str(n) for n in range(30)]
    assert asked == ["region"]


def test_items_without_such_references_are_a_problem(stage):
    designed(stage.entries)
    with pytest.raises(Problems) as wrong:
        stage.play("load_catalogs_by_key", {"component": "customer"}, [{"other": 1}])
    assert wrong.value.problems[0].code == "catalogs_not_found"
