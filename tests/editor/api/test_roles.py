"""Groups, roles and who has what where, over REST."""

from uuid import uuid4

import pytest


@pytest.fixture
def admin(client):
    return client(role="administrator")


@pytest.fixture
def person(admin):
    """Somebody without a role; their id."""
    made = admin.post("/people", json={"name": f"p-{uuid4().hex[:8]}", "role": "none"}).json()
    yield made["id"]
    admin.delete(f"/people/{made['id']}")


@pytest.fixture
def group(admin):
    made = admin.post("/groups", json={"name": f"Sales {uuid4().hex[:6]}"}).json()
    yield made
    admin.delete(f"/groups/{made['id']}")


def test_what_a_group_is_given_its_members_have(admin, group, person, installation):
    name = installation.people.by_id(person).name
    assert admin.put(f"/groups/{group['id']}/members/{person}").status_code == 204
    given = admin.post("/assignments", json={"group": group["id"], "role": "operator", "sandbox": "elsewhere"})
    assert (given.status_code, given.json()["group"]) == (201, group["id"])
    assert "run" in installation.roles.rights(name, "elsewhere")
    assert installation.roles.rights(name, "prod") == set()
    assert admin.delete(f"/groups/{group['id']}/members/{person}").status_code == 204
    assert installation.roles.rights(name, "elsewhere") == set()
    assert admin.delete(f"/groups/{group['id']}/members/{person}").status_code == 404


def test_a_role_of_ones_own_is_made_given_and_taken(admin, person, installation):
    role, name = f"clerk {uuid4().hex[:6]}", installation.people.by_id(person).name
    assert admin.put(f"/roles/{role}", json={"rights": ["read", "enter"]}).json()["rights"] == ["read", "enter"]
    wish = {"person": person, "role": role}
    assert [admin.post("/assignments", json=wish).status_code for _ in range(2)] == [201, 200]
    assert installation.roles.rights(name, "prod") == {"read", "enter"}
    assert role in [one["name"] for one in admin.get("/roles").json()["items"]]
    assert admin.delete("/assignments", params=wish).status_code == 204
    assert admin.delete("/assignments", params=wish).status_code == 404
    assert admin.delete(f"/roles/{role}").status_code == 204


def test_a_role_inside_a_context_is_of_its_sandbox(admin, person, installation):
    context = installation.roles.register("elsewhere", "customer", 7, "Miller", number=1).id
    given = admin.post("/assignments", json={"person": person, "role": "viewer", "context": context}).json()
    assert (given["sandbox"], given["context"]) == ("elsewhere", context)
    assert context in [one["id"] for one in admin.get("/contexts").json()["items"]]
    taken = admin.delete("/assignments", params={"person": person, "role": "viewer", "context": context})
    assert taken.status_code == 204


def test_a_context_that_is_not_wanted_any_more_goes_with_its_roles(admin, person, installation):
    context = installation.roles.register("prod", "customer", 8, "Moser", number=1).id
    admin.post("/assignments", json={"person": person, "role": "viewer", "context": context})
    assert admin.delete(f"/contexts/{context}").status_code == 204
    assert context not in [one["id"] for one in admin.get("/contexts").json()["items"]]
    assert context not in [one["context"] for one in admin.get("/assignments").json()["items"]]
    assert admin.delete(f"/contexts/{context}").json()["code"] == "context_not_found"


def test_what_is_not_there_or_will_not_do_is_told(admin, person, group):
    def code(**wish):
        return admin.post("/assignments", json=wish).json()["code"]

    assert code(person=person, role="king") == "role_unknown"
    assert code(person="nobody", role="lead") == "person_not_found"
    assert code(group="nowhere", role="lead") == "group_not_found"
    assert code(person=person, role="lead", sandbox="nowhere") == "sandbox_not_found"
    assert code(person=person, role="lead", context="nowhere") == "context_not_found"
    assert code(person=person, group=group["id"], role="lead") == code(role="lead") == "holder_not_one"
    assert admin.put("/roles/lead", json={"rights": []}).json()["code"] == "role_built_in"
    assert admin.put("/roles/clerk", json={"rights": ["fly"]}).json()["code"] == "right_unknown"
    taken = admin.post("/groups", json={"name": group["name"].upper()})
    assert (taken.status_code, taken.json()["code"]) == (409, "group_name_taken")
    assert admin.patch(f"/groups/{group['id']}", json={"name": f"{group['name']} 2"}).json()["members"] == []
