"""A look at what a step hands on, and where the values come from."""

from typing import Any

from runtime.installation import Installation
from runtime.publish import publish


def sampled(installation: Installation, documents: Any, rows: int) -> dict[str, Any]:
    document: dict[str, Any] = documents.exporting("a.csv")
    file = installation.files.add(documents.orders(rows), "orders.csv")
    document["phases"][0]["steps"][0]["sample"] = {"file": file.id}
    return document


def test_a_sample_feeds_every_step_behind_it(installation: Installation, documents: Any):
    seen = installation.engine.preview(sampled(installation, documents, 20), "some")
    assert (seen.origin, seen.count, seen.problems) == ("sample", 10, [])
    assert seen.items[0] == {"id": 5, "amount": 5.0}
    assert list(seen.schema) == ["id", "amount"]


def test_only_the_first_items_of_a_source_are_read(installation: Installation, documents: Any):
    seen = installation.engine.preview(sampled(installation, documents, 5000), "read", limit=100)
    assert seen.count == 100


def test_looking_writes_nothing(installation: Installation, documents: Any):
    installation.engine.preview(sampled(installation, documents, 20), "file0")
    assert [file.name for file in installation.files.list()] == ["orders.csv"]
    assert installation.runs.list() == []


def test_without_a_sample_there_is_nothing_to_see(installation: Installation, documents: Any):
    assert installation.engine.preview(documents.small, "some").origin == "none"


def test_the_last_run_lends_what_it_was_given(installation: Installation, documents: Any):
    flow = installation.flows().create(documents.small, "ann").id
    publish(installation, flow, "ann")
    installation.engine.wait(installation.engine.start(flow, model=[{"amount": 7}], user="ann"), 30)
    seen = installation.engine.preview(documents.small, "some", flow_id=flow)
    assert (seen.origin, seen.items) == ("recorded", [{"amount": 7.0}])


def test_what_is_wrong_upstream_is_said_instead(installation: Installation, documents: Any):
    document = sampled(installation, documents, 20)
    document["phases"][0]["steps"][1]["settings"]["conditions"][0]["field"] = "gone"
    seen = installation.engine.preview(document, "some")
    assert [found.step for found in seen.problems] == ["some"]
    behind = documents.flow(documents.start, documents.keep("late", "nowhere"))
    assert [found.code for found in installation.engine.preview(behind, "late").problems] == ["source_unknown"]


def test_what_is_wrong_elsewhere_is_no_matter(installation: Installation, documents: Any):
    document = sampled(installation, documents, 20)
    wrong = [
        documents.step("odd", "nothing"),
        documents.keep("blind", "nowhere"),
        documents.step("half", "join_models"),
    ]
    document["phases"].insert(0, {"id": "before", "steps": wrong})
    seen = installation.engine.preview(document, "some")
    assert (seen.count, seen.problems) == (10, [])


def test_a_step_that_is_switched_off_is_looked_through_and_shown_as_if_on(installation: Installation, documents: Any):
    document = sampled(installation, documents, 20)
    read, some, *_ = document["phases"][0]["steps"]
    off = documents.keep("off", "read", above=8) | {"enabled": False}
    behind = documents.keep("behind", "off", above=8)
    document["phases"][0]["steps"] = [read, off, some | {"enabled": False}, behind]
    assert [installation.engine.preview(document, step).count for step in ("off", "some", "behind")] == [2, 10, 2]


def test_a_model_that_is_declared_by_a_sample_shows_it(installation: Installation, documents: Any):
    raw = documents.step("in", "get_raw_model", {"sample": [{"amount": 7}, {"amount": 0}]})
    flow = documents.flow(raw, documents.keep("some"))
    seen = {step: installation.engine.preview(flow, step) for step in ("in", "some")}
    assert {step: (one.origin, one.items) for step, one in seen.items()} == {
        "in": ("sample", [{"amount": 7.0}, {"amount": 0.0}]), "some": ("sample", [{"amount": 7.0}])
    }  # fmt: skip
