"""Who would miss a thing: every flow, component and template that names it."""

from typing import Any

from runtime.installation import Installation
from runtime.publish import publish
from storage.component import Component, ComponentField, Proxy
from storage.template import Template


def told(installation: Installation, kind: str, id: str) -> list[tuple[Any, ...]]:
    return [
        (one.kind, one.name, one.step, one.setting, one.live, one.draft) for one in installation.uses().of(kind, id)
    ]


def test_a_file_is_missed_by_the_version_the_draft_and_the_template_that_name_it(
    installation: Installation, documents: Any
):
    flows, file = installation.flows(), installation.files.add(b"amount\n3\n", "a.csv").id
    stored = {"from": "stored", "id": file}
    read = documents.step("read", "import_file", {"file": stored, "file_type": "csv"})
    flow = flows.create(documents.flow(read, documents.end), "ann").id
    assert told(installation, "file", file) == [("flow", "Flow", "read", "file", None, True)]
    publish(installation, flow, "ann")
    assert told(installation, "file", file) == [("flow", "Flow", "read", "file", 1, False)]
    installation.templates().save(Template(name="Letter", kind="docx", file=file), "ann")
    flows.save(flow, {**documents.small, "name": "Renamed"}, None, "ann")
    assert told(installation, "file", file) == [
        ("flow", "Renamed", "read", "file", 1, False),
        ("template", "Letter", "", "file", None, False),
    ]
    flows.delete(flow, "ann")
    assert [one[0] for one in told(installation, "file", file)] == ["template"]


def test_a_sample_breaks_nothing_that_works(installation: Installation, documents: Any):
    read = documents.step("read", "import_file", {"file": {"from": "input", "name": "x"}}, sample={"file": "f1"})
    installation.flows().create(documents.flow(read, documents.end), "ann")
    [use] = installation.uses().of("file", "f1")
    assert (use.setting, use.breaks) == ("sample", False)


def test_components_name_components_by_their_fields_and_flows_by_their_proxies(installation: Installation):
    entries = installation.entries()
    fields = [ComponentField(id="code", name="code", primary_key=True)]
    entries.define(Component(id="country", name="Country", fields=fields), "ann")
    ref = ComponentField(id="country", name="land", type="catalog", catalog="country")
    entries.define(Component(id="city", name="City", fields=[*fields, ref], proxy=Proxy(get="f", query="f")), "ann")
    assert told(installation, "component", "country") == [("component", "City", "", "land", None, False)]
    assert [one[3] for one in told(installation, "flow", "f")] == ["proxy.get", "proxy.query"]
    assert all(one.breaks for one in installation.uses().of("flow", "f"))
