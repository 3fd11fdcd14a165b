from hashlib import sha256
from typing import Any

import pytest

from runtime.problems import Problems
from runtime.schema import Kind, lookup


def test_what_is_known_of_each_file_stands_beside_its_item(stage: Any):
    content = b"a;b\n1;2\n"
    first, second = stage.stored(content, "first.csv"), stage.stored(b"", "second.PDF")
    items = [{"doc": first}, {"doc": None}, {"doc": second}, {"doc": first}]
    model = stage.play("get_file_info", {"id_field": "doc"}, items)
    told = [item["file"] for item in model.items()]
    info = stage.files.info(first)
    moment = told[0].pop("createdDate"), told[0].pop("updateDate")
    assert moment == (info.created.isoformat().replace("+00:00", "Z"),) * 2
    assert told[0] == {"id": first, "name": "first.csv", "extension": "csv", "mediaType": "text/csv",
                       "size": len(content), "sha256": sha256(content).hexdigest(),
                       "creatorSubject": None, "updateSubject": None}  # fmt: skip
    assert (told[1], told[2]["name"], told[2]["size"], told[3]["id"]) == (None, "second.PDF", 0, first)
    found = lookup(model.schema, "file.createdDate")
    assert found is not None
    assert found.kind is Kind.DATETIME


def test_an_unknown_file_names_its_item(stage: Any):
    items = [{"doc": stage.stored(b"x", "x.txt")}, {"doc": "gone"}, {"doc": "away"}]
    stage.play("get_file_info", {"id_field": "doc"}, items)
    found = stage.context.faults.verdict()
    assert (found.code, found.setting, found.parameters, found.item) == (
        "file_unknown", "id_field", {"id": "gone"}, {"index": 1, "data": {"doc": "gone"}},
    )  # fmt: skip
    assert stage.context.faults.count == 2


@pytest.mark.parametrize(("policy", "left"), [("skip_item", ["x.txt"]), ("continue", ["x.txt", None])])
def test_an_unknown_file_may_cost_its_item_alone(stage: Any, policy: str, left: list[Any]):
    items = [{"doc": stage.stored(b"x", "x.txt")}, {"doc": "gone"}]
    model = stage.play("get_file_info", {"id_field": "doc"}, items, advanced={"on_error": policy})
    assert [item["file"] and item["file"]["name"] for item in model.items()] == left


def test_a_field_that_no_item_has_is_named(stage: Any):
    with pytest.raises(Problems) as wrong:
        stage.play("get_file_info", {"id_field": "dok"}, [{"doc": "x"}])
    assert [(one.code, one.setting) for one in wrong.value.problems] == [("field_missing_near", "id_field")]
