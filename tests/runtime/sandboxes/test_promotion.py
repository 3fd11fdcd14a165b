"""A flow goes to another sandbox with what it needs: everything is listed before, nothing there changes silently."""

import pytest

from runtime.installation import Installation
from runtime.mentions import mentioned
from runtime.problems import Problems
from runtime.publish import publish
from runtime.sandboxes.promoting import Promoting
from runtime.sandboxes.promotion import Promotion, promotion
from storage.component import Component, ComponentField
from storage.connector import Connector
from storage.errors import Conflict
from storage.template import Template
from tests.runtime.sandboxes.conftest import CITY, PERSON


def found(installation: Installation, flow: str = "bills", target: str = "prod", **more) -> Promotion:
    return promotion(installation, "dev" if target == "prod" else "prod", flow, target, **more)


def standings(promoted: Promotion) -> dict[str, str]:
    return {f"{one.kind} {one.id}": one.standing for one in promoted.items}


def test_everything_that_a_flow_needs_comes_along(installation: Installation, worlds):
    promoted = found(installation)
    assert standings(promoted) == {
        "component city": "new", "component person": "new", "connector erp": "new", "template bill": "new",
        "flow sub": "new", "flow bills": "new",
    }  # fmt: skip
    assert installation.flows().list() == []  # looking does nothing
    assert Promoting(installation, "bea").do(promoted) == "bills"
    prod = installation.at("prod")
    record = prod.flows().get("bills")
    assert (record.state, record.created_by, record.document["name"]) == ("draft", "bea", "Bills")
    assert prod.flows().get("sub").state == "draft"
    assert prod.entries().component("person").fields == PERSON.fields and prod.entries().count("city") == 0
    assert prod.connectors().get("erp").endpoints[0].id == "orders" and prod.connectors().secrets("erp") == []
    assert prod.templates().get("bill").text == "From dev"
    assert set(standings(found(installation)).values()) == {"equal"}


def test_what_is_different_there_is_kept_unless_it_is_taken_over(installation: Installation, worlds):
    Promoting(installation, "bea").do(found(installation))
    prod = installation.at("prod")
    own = [*PERSON.fields, ComponentField(id="own", name="own")]
    prod.entries().define(Component(id="person", name="Person", fields=own), "carl")
    prod.templates().save(Template(id="bill", name="Bill", text="Ours"), "carl")
    new = [*PERSON.fields, ComponentField(id="f3", name="age", type="integer")]
    installation.entries("dev").define(Component(id="person", name="Person", fields=new), "ann")
    promoted = found(installation)
    person = next(one for one in promoted.needs if one.id == "person")
    assert [(one.code, one.name) for one in person.differences] == [("field_added", "age"), ("field_stays", "own")]
    assert {key for key, standing in standings(promoted).items() if standing == "different"} == {
        "component person", "template bill"}  # fmt: skip
    Promoting(installation, "bea").do(promoted)
    assert prod.templates().get("bill").text == "Ours"
    Promoting(installation, "bea").do(promoted, [("component", "person")])
    assert [one.name for one in prod.entries().component("person").fields] == ["number", "city", "age", "own"]
    assert standings(found(installation))["component person"] == "equal"  # what it has more there, it keeps
    assert prod.templates().get("bill").text == "Ours"


def test_promoting_again_goes_into_the_same_flow(installation: Installation, worlds, documents):
    flow = installation.flows("dev").create(documents.small, "ann").id
    there = Promoting(installation, "bea").do(found(installation, flow))
    publish(installation, there, "carl")
    assert standings(found(installation, flow)) == {f"flow {flow}": "equal"}
    installation.flows("dev").save(flow, documents.small | {"name": "Newer"}, None, "ann")
    assert Promoting(installation, "bea").do(found(installation, flow)) == there
    record = installation.flows().get(there)
    assert (record.live_version, record.has_draft, record.document["name"]) == (1, True, "Newer")
    assert installation.flows().live(there)[1]["name"] == "Flow"
    back = found(installation, there, "dev", live=True)  # the live version, back to where it came from
    assert (back.flow.into, back.flow.standing) == (flow, "different")


def test_an_id_that_means_something_else_there_stays_theirs(installation: Installation, worlds):
    prod = installation.at("prod")
    prod.connectors().save(Connector(id="erp", name="A queue", kind="nats"), {}, "carl")
    prod.flows().create({"name": "Gone"}, "carl", id="bills")
    prod.flows().delete("bills", "carl")
    promoted = found(installation)
    there = Promoting(installation, "bea").do(promoted)
    assert there != "bills" and prod.connectors().get("erp").name == "A queue"
    named = {(one.kind, one.id) for one in mentioned(prod.flows().get(there).document)}
    assert ("connector", "erp_2") in named and prod.connectors().get("erp_2").name == "ERP"
    assert set(standings(found(installation)).values()) == {"equal"}


def test_components_that_refer_to_each_other_come_together(installation: Installation, worlds):
    entries, link = installation.entries("dev"), ComponentField(id="f9", name="mayor", type="catalog", catalog="person")
    city = entries.component("city")
    entries.define(city.model_copy(update={"fields": [*city.fields, link]}), "ann")
    Promoting(installation, "bea").do(found(installation))
    assert installation.entries().component("city").fields[-1] == link
    assert installation.entries().component("person").fields == PERSON.fields


def test_a_field_that_is_only_there_stays_also_where_components_refer_to_each_other(installation, worlds):
    dev, prod = installation.entries("dev"), installation.entries("prod")
    city, link = dev.component("city"), ComponentField(id="f9", name="mayor", type="catalog", catalog="person")
    dev.define(city.model_copy(update={"fields": [*city.fields, link]}), "ann")
    own = ComponentField(id="f8", name="only here")
    prod.define(CITY.model_copy(update={"fields": [*CITY.fields, own]}), "ann")
    Promoting(installation, "bea").do(found(installation), [("component", "city")])
    assert {field.name for field in prod.component("city").fields} == {"name", "only here", "mayor"}


def test_a_secret_never_goes_to_another_address_by_itself(installation: Installation, worlds):
    promote = Promoting(installation, "bea")
    promote.do(found(installation))
    connectors = installation.connectors()
    mine = connectors.get("erp")
    marked = mine.model_copy(update={"settings": mine.settings | {"token": {"secret": "token"}}})
    connectors.save(marked, {"token": "of prod"}, "carl")
    assert standings(found(installation))["connector erp"] == "equal"
    dev = installation.connectors("dev").get("erp")
    moved = dev.model_copy(update={"settings": dev.settings | {"address": "http://other.example"}})
    installation.connectors("dev").save(moved, {}, "ann")
    promote.do(found(installation), [("connector", "erp")])
    assert connectors.get("erp").settings["address"] == "http://other.example" and connectors.secrets("erp") == []


def test_directories_are_for_administrators(installation: Installation, worlds):
    dev = installation.at("dev")
    dev.connectors().save(Connector(id="erp", name="Directory", kind="ldap"), {}, "ann")
    promoted = found(installation)
    with pytest.raises(Problems) as refused:
        Promoting(installation, "bea").do(promoted)
    assert refused.value.problems[0].code == "promotion_of_directory" and installation.flows().list() == []
    Promoting(installation, "ann").do(found(installation, administers=True))
    assert installation.connectors().get("erp").kind == "ldap"


def test_what_was_seen_is_what_is_done(installation: Installation, worlds):
    seen = found(installation).state
    installation.templates().save(Template(id="bill", name="Bill", text="Meanwhile"), "carl")
    with pytest.raises(Conflict) as refused:
        Promoting(installation, "bea").do(found(installation), seen=seen)
    assert refused.value.code == "promotion_changed"
    with pytest.raises(Conflict):
        promotion(installation, "dev", "bills", "dev")
    with pytest.raises(Conflict):
        found(installation, live=True)
