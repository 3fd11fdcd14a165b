"""Where a thing is that is not here."""

from editor.sandboxes.allowed import holding
from editor.sandboxes.elsewhere import elsewhere
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.component import Component, ComponentField
from storage.connector import Connector
from storage.runs import RunRecord
from storage.template import Template


def test_only_a_sandbox_that_one_may_look_into_is_named(installation: Installation):
    installation.people.add("ann", "a calm long sentence", "viewer")
    bea = installation.people.add("bea", "a calm long sentence", "none")
    installation.roles.assign(bea.id, "viewer", sandbox="prod")
    installation.sandboxes.create("dev", "", "ann")
    dev = installation.at("dev")
    dev.flows().create({"name": "There"}, "ann", id="there")
    dev.connectors().save(Connector(id="there", name="There"), {}, "ann")
    dev.templates().save(Template(id="there", name="There"), "ann")
    dev.entries().define(Component(id="there", name="There", fields=[ComponentField(id="f", name="f")]), "ann")
    installation.runs.create(RunRecord(id="there", flow="there", sandbox="dev"))

    def visitor(name: str) -> Visitor:
        person = next(one for one in installation.people.list() if one.name == name)
        return Visitor(person, readable=lambda: holding(installation, name, "read"))

    for kind in ("flow", "run", "component", "connector", "template"):
        assert [one.name for one in elsewhere(installation, visitor("ann"), kind, "there")] == ["dev"]
        assert elsewhere(installation, visitor("bea"), kind, "there") == []
        assert elsewhere(installation, visitor("ann"), kind, "nowhere") == []
