"""A document names the same things by other ids."""

from runtime.mentions import mentioned
from runtime.sandboxes.references import rewritten, with_references
from storage.component import Component, ComponentField, Proxy


def test_finished_and_unfinished_steps_are_rewritten(documents):
    document = documents.flow(
        documents.start,
        documents.step("keys", "prepare_external_keys", {"fields": [
            {"field": "city", "component": "city"}, {"field": "person", "component": "person"}]}),
        documents.step("unfinished", "execute_api_call", {"connector": "erp"}),
    ) | {"uses": {"flow": {"sub": 3}}}  # fmt: skip
    made = rewritten(document, {("component", "city"): "town", ("connector", "erp"): "erp_2"})
    assert {(one.kind, one.id) for one in mentioned(made)} == {
        ("component", "town"), ("component", "person"), ("connector", "erp_2"),
    }  # fmt: skip
    assert "uses" not in made and document["uses"]
    assert document["phases"][0]["steps"][1]["settings"]["fields"][0]["component"] == "city"


def test_designs_are_rewritten():
    design = Component(id="p", proxy=Proxy(get="one"), fields=[ComponentField(id="f", name="f", catalog="city")])
    made = with_references(design, {("component", "city"): "town", ("flow", "one"): "other"})
    assert made.fields[0].catalog == "town" and made.proxy == Proxy(get="other")
