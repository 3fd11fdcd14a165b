"""Publishing checks first, and freezes what runs."""

from typing import Any

import pytest

from runtime.installation import Installation
from runtime.problems import Problems
from runtime.publish import frozen, publish
from storage.errors import Conflict, Stale


def test_a_version_says_every_source_outright_and_keeps_no_sample(installation: Installation, documents: Any):
    draft = documents.small
    draft["phases"][0]["steps"][0]["sample"] = {"file": "abc"}
    draft["mine"] = "kept"
    flow = installation.flows().create(draft, "ann").id
    publish(installation, flow, "ann", note="first")
    number, live = installation.flows().live(flow)
    steps = live["phases"][0]["steps"]
    assert number == 1
    assert [step["settings"].get("source") for step in steps] == [None, "in", "some"]
    assert "sample" not in steps[0]
    assert live["mine"] == "kept"
    assert frozen(live) == live


def test_a_flow_with_errors_is_not_published(installation: Installation, documents: Any):
    flow = installation.flows().create(documents.flow(documents.keep("alone"), documents.export()), "ann").id
    before = installation.flows().get(flow)
    with pytest.raises(Problems) as wrong:
        publish(installation, flow, "ann")
    assert [(found.step, found.code) for found in wrong.value.problems] == [("alone", "source_missing")]
    assert installation.flows().get(flow) == before


def test_only_the_state_that_was_seen_is_published(installation: Installation, documents: Any):
    flows = installation.flows()
    flow = flows.create(documents.small, "ann")
    flows.save(flow.id, {**documents.small, "name": "Changed"}, flow.etag, "bob")
    with pytest.raises(Stale):
        publish(installation, flow.id, "ann", etag=flow.etag)
    publish(installation, flow.id, "ann")
    with pytest.raises(Conflict, match="already_published"):
        publish(installation, flow.id, "ann")
