"""Whatever people change in an installation stands in its audit log, with who and from where."""

from typing import Any

from runtime.installation import Installation
from storage.asker import asked_by
from storage.component import Component, ComponentField
from storage.connector import Connector
from storage.entries.entry import Operation
from storage.template import Template


def heard(installation: Installation) -> list[tuple[str, str, str]]:
    return [(line.actor, line.action, line.object) for line in installation.audit.all()]


def test_the_life_of_a_flow(installation: Installation, documents: Any):
    flows = installation.flows("dev")
    made = flows.create(documents.flow(documents.end), "Ann", id="bills")
    flows.save("bills", made.document | {"name": "Bills"}, None, "Ann")  # a draft is no deed yet
    flows.publish("bills", made.document, "Bea")
    flows.disable("bills", "Bea")
    flows.delete("bills", "Ann")
    assert heard(installation) == [
        ("Ann", "flow_created", "flow/bills"),
        ("Bea", "flow_published", "flow/bills"),
        ("Bea", "flow_disabled", "flow/bills"),
        ("Ann", "flow_deleted", "flow/bills"),
    ]
    published = installation.audit.search("published")[0]
    assert (published.sandbox, published.before["live_version"], published.after["live_version"]) == ("dev", None, 1)
    assert installation.audit.verify() == []


def test_what_flows_use(installation: Installation):
    entries, connectors = installation.entries(), installation.connectors()
    with asked_by("Ann", "192.0.2.7"):
        design = Component(id="city", name="City", fields=[ComponentField(id="f1", name="name", type="string")])
        entries.define(design, "Ann")
        entries.write([Operation("city", "create", None, {"name": "Lille"})], "Ann")
        entries.write([Operation("city", "create", None, {"name": "Nantes"})], "Ann", key="run:step")  # a flow's
        entries.drop("city")
        erp = connectors.save(Connector(name="ERP"), {"password": "hunter22"}, "Ann")
        connectors.delete(erp.id)
        installation.templates().save(Template(name="Bill"), "Ann")
        installation.allowed_hosts.save(["127.0.0.1"], "Ann")
    assert heard(installation) == [
        ("Ann", action, thing)
        for action, thing in (
            ("component_saved", "component/city"), ("entries_changed", "component/city"),
            ("component_deleted", "component/city"), ("connector_saved", "connector/erp"),
            ("connector_deleted", "connector/erp"), ("template_saved", "template/bill"),
            ("hosts_allowed", "hosts/allowed"),
        )
    ]  # fmt: skip
    assert {line.address for line in installation.audit.all()} == {"192.0.2.7"}
    assert installation.audit.search("connector_saved")[0].after["entered"] == ["password"]
    assert "hunter22" not in str(list(installation.audit.all()))
