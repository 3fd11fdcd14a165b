"""Components over REST: designed, redesigned with care, dropped."""

import pytest

DESIGN = {"name": "Customer", "fields": [{"name": "Number", "primary_key": True}, {"name": "Age"}]}


def test_a_component_is_made_read_and_listed(api):
    made = api.put("/components/customer", json=DESIGN)
    assert (made.status_code, made.headers["location"]) == (201, "/api/components/customer")
    assert [field["id"] for field in made.json()["fields"]] == ["number", "age"]
    found = api.get("/components/customer")
    assert found.json() == made.json()
    assert found.headers["etag"] == found.json()["etag"]
    assert api.get("/components").json() == {"items": [made.json()], "next": None}


def test_what_was_read_can_be_written_and_a_field_keeps_its_values_under_another_name(api):
    design = api.put("/components/customer", json=DESIGN).json()
    api.post("/components/customer/entries", json={"Number": "1", "Age": "30"})
    design["fields"][1] |= {"name": "Years", "type": "integer"}
    changed = api.put("/components/customer", json=design, headers={"if-match": design["etag"]})
    assert changed.status_code == 200
    assert api.get("/components/customer/entries/1").json()["Years"] == 30


def test_a_redesign_needs_to_say_for_which_state_it_was_made(api):
    etag = api.put("/components/customer", json=DESIGN).headers["etag"]
    assert api.put("/components/customer", json=DESIGN).status_code == 428
    assert api.put("/components/customer", json=DESIGN, headers={"if-match": etag}).status_code == 200
    late = api.put("/components/customer", json=DESIGN, headers={"if-match": etag})
    assert (late.status_code, late.json()["code"]) == (412, "component_stale")
    assert "some-lead" in late.json()["detail"]


def test_values_that_would_not_convert_are_told_and_kept_when_asked(api):
    design = api.put("/components/customer", json=DESIGN).json()
    api.post("/components/customer/entries", json={"Number": "1", "Age": "old"})
    design["fields"][1]["type"] = "integer"
    refused = api.put("/components/customer", json=design, headers={"if-match": "*"})
    assert (refused.status_code, refused.json()["errors"][0]["setting"]) == (400, "Age")
    kept = api.put("/components/customer?keep=true", json=design, headers={"if-match": "*"})
    assert kept.status_code == 200
    assert api.get("/components/customer/entries/1").json()["Age"] is None


def test_everything_wrong_with_a_design_is_said_at_once(api):
    fields = [{"name": "id"}, {"name": "Ref", "type": "catalog"}, {"name": "Ref"}]
    refused = api.put("/components/customer", json={"name": "", "fields": fields}).json()
    assert {one["code"] for one in refused["errors"]} == {
        "design_name_missing", "design_field_name_automatic", "design_catalog_unknown", "design_field_name_twice",
    }  # fmt: skip


@pytest.mark.parametrize("body", [[], {"name": 1}, {"fields": []}, {"name": "X", "colour": "red"}])
def test_what_is_no_design_is_refused(api, body):
    assert api.put("/components/customer", json=body).status_code == 400


def test_a_component_that_another_one_refers_to_is_dropped_only_on_purpose(api):
    api.put("/components/customer", json=DESIGN)
    order = {"name": "Order", "fields": [{"name": "Who", "type": "catalog", "catalog": "customer"}]}
    api.put("/components/order", json=order)
    refused = api.delete("/components/customer")
    assert refused.status_code == 409
    assert "Order" in refused.json()["detail"]
    assert api.delete("/components/customer?force=true").status_code == 204
    assert api.get("/components/customer").status_code == 404


def test_designing_needs_its_right(client):
    operator = client(role="operator")
    assert operator.put("/components/customer", json=DESIGN).status_code == 403
    assert client(role="designer").put("/components/customer", json=DESIGN).status_code == 201
    assert operator.delete("/components/customer").status_code == 403
    assert client(role="viewer").get("/components/customer").status_code == 200
