"""Entries over REST: sought, made, changed, deleted, each with its right."""

import pytest

FIELDS = [{"name": "Number", "primary_key": True, "required": True}, {"name": "Age", "type": "integer"}]
DESIGN = {"name": "Customer", "fields": [*FIELDS, {"name": "City"}]}
ALL = "/components/customer/entries"


@pytest.fixture
def customers(api):
    """Five of them: C1 to C5, 20 to 60 years old."""
    api.put("/components/customer", json=DESIGN)
    for n in range(1, 6):
        api.post(ALL, json={"Number": f"C{n}", "Age": 10 + 10 * n, "City": "Paris" if n % 2 else None})
    return api


def numbers(api, **asked) -> list[str]:
    answer = api.get(ALL, params=asked)
    assert answer.status_code == 200, answer.text
    return [one["Number"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["C1", "C2", "C3", "C4", "C5"]),
        ({"property": "Age>=40"}, ["C3", "C4", "C5"]),
        ({"property": ["Age>20", "Age<50"]}, ["C2", "C3"]),
        ({"property": "City^=Pa", "orderby": "-Age"}, ["C5", "C3", "C1"]),
        ({"property": "!City"}, ["C2", "C4"]),
        ({"property": "Number=in=C2,C9,C1", "orderby": "Number"}, ["C1", "C2"]),
    ],
)
def test_entries_are_filtered_and_ordered(customers, asked, found):
    assert numbers(customers, **asked) == found


def test_pages_lead_to_the_next_one(customers):
    first = customers.get(ALL, params={"limit": 2, "orderby": "-Age", "count": "true"}).json()
    assert (first["count"], [one["Age"] for one in first["items"]]) == (5, [60, 50])
    second = customers.get(first["next"].removeprefix("/api")).json()
    assert [one["Age"] for one in second["items"]] == [40, 30]
    last = customers.get(second["next"].removeprefix("/api")).json()
    assert ([one["Age"] for one in last["items"]], last["next"]) == ([20], None)


@pytest.mark.parametrize("asked", ["Age>=old", "Colour==red", "=", "Age*=1"])
def test_a_filter_that_makes_no_sense_is_told(customers, asked):
    assert customers.get(ALL, params={"property": asked}).status_code == 400


def test_a_change_leaves_what_it_does_not_name(customers):
    assert customers.patch(f"{ALL}/1", json={"Age": 21}).status_code == 200
    found = customers.get(f"{ALL}/1").json()
    assert (found["Number"], found["Age"], found["City"]) == ("C1", 21, "Paris")


def test_of_two_people_with_one_state_the_second_is_told(customers, client):
    etag = customers.get(f"{ALL}/1").headers["etag"]
    first = client(role="operator").patch(f"{ALL}/1", json={"Age": 21}, headers={"if-match": etag})
    late = customers.patch(f"{ALL}/1", json={"Age": 99}, headers={"if-match": etag})
    assert (first.status_code, late.status_code) == (200, 412)
    assert "some-operator" in late.json()["detail"]
    assert customers.get(f"{ALL}/1").json()["Age"] == 21


def test_everything_wrong_with_an_entry_is_said_at_its_fields(customers):
    refused = customers.post(ALL, json={"Age": "old", "Colour": "red"})
    assert refused.status_code == 400
    assert {one["setting"] for one in refused.json()["errors"]} >= {"Age", "Colour"}
    assert customers.post(ALL, json={"Number": "C1"}).json()["errors"][0]["code"] == "entry_key_taken"


def test_a_deleted_entry_is_gone(customers):
    assert customers.delete(f"{ALL}/1").status_code == 204
    assert customers.get(f"{ALL}/1").status_code == 404
    assert customers.delete(f"{ALL}/1").status_code == 404


def test_changing_entries_needs_its_right(customers, client):
    viewer = client(role="viewer")
    assert viewer.get(f"{ALL}/1").status_code == 200
    assert viewer.post(ALL, json={"Number": "C9"}).status_code == 403
    assert viewer.patch(f"{ALL}/1", json={}).status_code == 403
    assert viewer.delete(f"{ALL}/1").status_code == 403


def test_a_proxys_entries_are_answered_by_its_flows_and_written_by_nobody(api):
    answer = {"id": "answer", "type": "write_response", "name": "", "settings": {"source": "ask"}}
    ask = {"id": "ask", "type": "proxy_query_entry", "name": "", "settings": {"component": "crm"}}
    make = {"id": "made", "type": "execute_script", "name": "", "settings": {
        "source": "ask", "mode": "model", "script": "items = [{'id': 7, 'Name': 'Ada'}]"}}  # fmt: skip
    api.put("/components/crm", json={"name": "CRM", "fields": [{"name": "Name", "query": True}], "proxy": {}})
    steps = [ask, make, answer | {"settings": {"source": "made"}}]
    flow = api.post("/flows", json={"name": "List", "phases": [{"id": "p", "name": "", "steps": steps}]})
    assert flow.status_code == 201, flow.text
    design = api.get("/components/crm").json() | {"proxy": {"query": flow.json()["id"]}}
    api.put("/components/crm", json=design, headers={"if-match": "*"})
    assert api.get("/components/crm/entries").json()["items"] == [{"id": 7, "Name": "Ada"}]
    assert api.post("/components/crm/entries", json={"Name": "Bob"}).status_code == 409


def test_a_role_inside_the_context_of_an_entry_opens_that_entry_and_no_other(customers, client, installation):
    sandbox, stranger = customers.headers["x-sandbox-name"], client(role="stranger")
    number = installation.entries(sandbox).number("customer")
    context = installation.roles.register(sandbox, "customer", 1, "C1", number=number)
    assert stranger.patch(f"{ALL}/1", json={"Age": 99}).status_code == 403
    person = installation.people.person("some-stranger")
    installation.roles.assign(person.id, "operator", context=context.id)
    assert stranger.patch(f"{ALL}/1", json={"Age": 99}).status_code == 200
    assert stranger.get(f"{ALL}/1").json()["Age"] == 99
    assert [stranger.get(f"{ALL}/2").status_code, stranger.get(ALL).status_code] == [403, 403]
    assert stranger.delete(f"{ALL}/2").status_code == 403


def test_a_component_made_anew_has_none_of_the_contexts_of_the_one_before(customers, client, installation):
    sandbox, stranger = customers.headers["x-sandbox-name"], client(role="stranger")
    entries = installation.entries(sandbox)
    context = installation.roles.register(sandbox, "customer", 1, "C1", number=entries.number("customer"))
    installation.roles.assign(installation.people.person("some-stranger").id, "viewer", context=context.id)
    assert stranger.get(f"{ALL}/1").status_code == 200
    design = entries.component("customer")
    entries.drop("customer")
    entries.define(design.model_copy(update={"revision": 0}), "ann")
    customers.post(ALL, json={"Name": "Eve"})
    assert stranger.get(f"{ALL}/1").status_code == 403
