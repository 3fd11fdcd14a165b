"""Sandboxes by REST: made, emptied, deleted by those who govern them; flows promoted by those who design there."""

import pytest

from storage.component import Component, ComponentField
from storage.connector import Connector
from storage.entries import Operation
from storage.template import Template

CALLS = ["/flows/same", "/flows/same/versions", "/flows/same/versions/1", "/connectors/erp", "/components/city",
         "/components/city/entries", "/components/city/entries/1", "/templates/bill", "/flows/same/dead-letters",
         "/flows/same/subscription", "/flows/same/promote?to=prod"]  # fmt: skip
LISTS = ["/flows", "/runs", "/connectors", "/components", "/templates"]
HEADER = "x-sandbox-name"


@pytest.fixture
def administrator(client):
    return client(role="administrator")


def filled(installation, sandbox: str, runnable) -> str:
    """The same ids as in every other sandbox; gives the id of a run."""
    here = installation.at(sandbox)
    here.entries().define(Component(id="city", name="City", fields=[ComponentField(id="f", name="name")]), "ann")
    here.entries().write([Operation("city", "create", None, {"name": sandbox})], "ann")
    here.connectors().save(Connector(name="ERP"), {}, "ann")
    here.templates().save(Template(name="Bill", kind="text", text=sandbox), "ann")
    flow = here.flows().create({"name": "Same", **runnable}, "ann", id="same")
    here.flows().publish("same", flow.document, "ann")
    run = installation.engine.start("same", model=[{"amount": 11}], user="ann", sandbox=sandbox)
    assert installation.engine.wait(run)
    return run


def test_two_sandboxes_with_the_same_ids_never_see_each_other(installation, client, runnable):
    api, empty = client(), client()
    mine = api.headers[HEADER]
    empty.headers[HEADER] = "elsewhere"
    run = filled(installation, mine, runnable)
    assert [api.get(path).status_code for path in LISTS] == [200] * len(LISTS)
    assert all(api.get(path).json()["items"] for path in LISTS)
    seen = [path for path in (*CALLS, f"/runs/{run}", f"/runs/{run}/events") if empty.get(path).status_code != 404]
    assert seen == []
    assert [path for path in LISTS if empty.get(path).json()["items"]] == []
    posts = ["/flows/same/action?op=disable", "/flows/same/runs?dry=true", f"/runs/{run}/action?op=rerun"]
    deletes = ["/flows/same", "/connectors/erp", "/components/city", "/templates/bill", "/components/city/entries/1"]
    writes = [*(empty.post(path) for path in posts), *(empty.delete(path) for path in deletes)]
    writes.append(empty.post("/flows/same/promote", json={"to": mine}))
    assert {answer.status_code for answer in writes} == {404}
    assert api.get("/components/city/entries/1").json()["name"] == mine


def test_a_sandbox_is_made_filled_reset_and_deleted(installation, administrator, runnable):
    made = administrator.post("/sandboxes", json={"name": "acceptance", "title": "Acceptance"})
    assert (made.status_code, made.headers["location"]) == (201, "/api/sandboxes/acceptance")
    assert administrator.post("/sandboxes", json={"name": "acceptance"}).status_code == 409
    assert administrator.post("/sandboxes", json={"name": "No spaces"}).status_code == 400
    filled(installation, "acceptance", runnable)
    holds = administrator.get("/sandboxes/acceptance").json()["holds"]
    assert holds == {"flows": 1, "components": 1, "connectors": 1, "templates": 1, "runs": 1}
    refused = administrator.post("/sandboxes/acceptance/reset")
    assert (refused.status_code, refused.json()["code"]) == (400, "confirmation_missing")
    emptied = administrator.post("/sandboxes/acceptance/reset?confirm=acceptance")
    assert emptied.status_code == 200 and set(emptied.json()["holds"].values()) == {0}
    assert administrator.delete("/sandboxes/acceptance?confirm=acceptanc").status_code == 400
    assert administrator.delete("/sandboxes/acceptance?confirm=acceptance").status_code == 204
    assert administrator.get("/flows", headers={HEADER: "acceptance"}).json()["code"] == "sandbox_not_found"
    assert administrator.delete("/sandboxes/prod?confirm=prod").json()["code"] == "sandbox_stays"


def test_sandboxes_are_the_business_of_administrators_of_the_whole(installation, client):
    here = client()
    name, mine = "governor", here.headers[HEADER]
    person = installation.people.add(name, "a long enough password", "none")
    installation.roles.assign(person.id, "administrator", sandbox=mine)
    governor = client(authorization=f"Bearer {installation.people.add_token(name)}")
    assert [one["name"] for one in governor.get("/sandboxes").json()["items"]] == [mine]
    assert governor.post("/sandboxes", json={"name": "another"}).status_code == 403
    assert governor.get("/sandboxes/elsewhere").status_code == 404
    for asked in (governor, client(role="lead")):
        assert asked.post(f"/sandboxes/{mine}/reset?confirm={mine}").status_code == 403
        assert asked.delete(f"/sandboxes/{mine}?confirm={mine}").status_code == 403


def test_a_flow_is_promoted_with_what_it_needs(installation, client, runnable):
    api, target = client(), f"to-{client().headers[HEADER]}"
    installation.sandboxes.create(target, "", "ann")
    installation.connectors(api.headers[HEADER]).save(Connector(name="ERP"), {}, "ann")
    send = {"id": "send", "type": "execute_api_call", "settings": {"connector": "erp"}}
    flow, _ = api.draft("Orders", phases=[{"id": "p", "steps": [send]}])
    plan = api.get(f"/flows/{flow}/promote", params={"to": target}).json()
    assert [(one["kind"], one["standing"]) for one in plan["items"]] == [("connector", "new"), ("flow", "new")]
    body = {"to": target, "state": plan["state"]}
    done = api.post(f"/flows/{flow}/promote", json=body)
    assert done.status_code == 200, done.text
    there = api.get(f"/flows/{done.json()['flow']}", headers={HEADER: target}).json()
    assert (there["name"], there["state"]) == ("Orders", "draft")
    assert api.post(f"/flows/{flow}/promote", json=body).json()["code"] == "promotion_changed"
    installation.connectors(target).save(Connector(id="erp", name="Theirs"), {}, "carl")
    [found, _] = api.get(f"/flows/{flow}/promote", params={"to": target}).json()["items"]
    assert [one["message"] for one in found["differences"]] == ["Name"]
    take = [{"kind": "connector", "id": "erp"}]
    assert api.post(f"/flows/{flow}/promote", json={"to": target, "take": take}).status_code == 200
    assert installation.connectors(target).get("erp").name == "ERP"


def test_only_designers_of_the_target_promote_there(installation, client):
    api = client()
    mine = api.headers[HEADER]
    flow, _ = api.draft("Orders")
    person = installation.people.add("local", "a long enough password", "viewer")
    installation.roles.assign(person.id, "designer", sandbox=mine)
    local = client(authorization=f"Bearer {installation.people.add_token('local')}")
    assert local.get(f"/flows/{flow}/promote?to=elsewhere").status_code == 403
    assert local.post(f"/flows/{flow}/promote", json={"to": "elsewhere"}).status_code == 403
    for bad in ({}, {"to": 1}, {"to": "elsewhere", "what": "both"}, {"to": "elsewhere", "take": [1]}, []):
        assert api.post(f"/flows/{flow}/promote", json=bad).status_code == 400
    assert api.post(f"/flows/{flow}/promote", json={"to": "nowhere"}).json()["code"] == "sandbox_not_found"
    assert api.post(f"/flows/{flow}/promote", json={"to": mine}).json()["code"] == "promotion_to_itself"
