"""People over REST: added, invited, changed, let go; by administrators alone."""

from uuid import uuid4

import pytest

PASSWORD = "six green apples"


@pytest.fixture
def admin(client):
    return client(role="administrator")


@pytest.fixture
def add(admin):
    """Add an account with a name of its own; the answer."""

    def added(**more):
        name = f"p-{uuid4().hex[:8]}"
        answer = admin.post("/people", json={"name": name, "role": "designer"} | more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return added


def test_who_is_invited_sets_a_password_by_a_link_that_works_once(add, admin, installation):
    made = add(email="zoe@example.org")
    assert (made["role"], made["email"], made["password"]) == ("designer", "zoe@example.org", False)
    kind, secret = made["link"]["address"].split("/")[-2:]
    assert kind == "invitation"
    assert installation.people.links.use(secret, "invitation").person == made["id"]
    assert installation.people.links.use(secret, "invitation") is None
    assert "link" not in admin.get(f"/people/{made['id']}").json()
    assert secret not in "".join(str(line) for line in installation.audit.search(made["name"]))


def test_an_account_with_a_password_is_open_at_once(add, installation):
    made = add(password=PASSWORD)
    assert made["link"] is None
    assert installation.people.check_password(made["name"], PASSWORD) is not None


def test_what_is_sent_is_changed_and_the_rest_stays(add, admin, installation):
    made = add(password=PASSWORD, first_name="Zoe")
    session = installation.people.open_session(made["name"], "")
    change = {"name": f"{made['name']}-2", "role": "lead", "disabled": True}
    now = admin.patch(f"/people/{made['id']}", json=change).json()
    assert (now["name"], now["role"], now["disabled"], now["first_name"]) == (*change.values(), "Zoe")
    assert installation.people.session(session) is None
    told = {line.action for line in installation.audit.search(change["name"])}
    assert told >= {"person_changed", "role_set", "person_disabled"}
    assert {line.actor for line in installation.audit.search("role_set", limit=1)} == {"some-administrator"}


@pytest.mark.parametrize(
    ("change", "status"),
    [({"role": "king"}, 400), ({"password": "123"}, 400), ({"email": "no address"}, 400), ({"name": ""}, 400),
     ({"frob": 1}, 400), ({"disabled": "yes"}, 400), ({"name": "some-lead"}, 409)],
)  # fmt: skip
def test_what_will_not_do_is_refused_and_nothing_changes(add, admin, change, status):
    made = add(password=PASSWORD)
    before = admin.get(f"/people/{made['id']}").json()
    assert admin.patch(f"/people/{made['id']}", json=change).status_code == status
    assert admin.get(f"/people/{made['id']}").json() == before


def test_who_is_deleted_is_out_everywhere(add, admin, installation):
    made, people = add(password=PASSWORD), installation.people
    session, token = people.open_session(made["name"], ""), people.add_token(made["name"])
    group = admin.post("/groups", json={"name": f"g-{uuid4().hex[:6]}"}).json()["id"]
    assert admin.put(f"/groups/{group}/members/{made['id']}").status_code == 204
    assert admin.post("/assignments", json={"person": made["id"], "role": "lead"}).status_code == 201
    assert admin.delete(f"/people/{made['id']}").status_code == 204
    assert (people.session(session), people.token(token)) == (None, None)
    assert admin.get(f"/groups/{group}").json()["members"] == []
    assert made["id"] not in admin.get("/assignments").text
    assert admin.get(f"/people/{made['id']}").status_code == 404


def test_the_last_administrator_stays(admin, installation):
    last = installation.people.person("some-administrator").id
    for answer in (admin.delete(f"/people/{last}"), admin.patch(f"/people/{last}", json={"disabled": True}),
                   admin.patch(f"/people/{last}", json={"role": "viewer"})):  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")


def test_sessions_tokens_and_the_second_factor_are_ended_for_others(add, admin, installation):
    made, people = add(password=PASSWORD), installation.people
    first, second = (people.open_session(made["name"], "192.0.2.7") for _ in range(2))
    token = people.add_token(made["name"], label="nightly")
    sessions = admin.get(f"/people/{made['id']}/sessions").json()["items"]
    assert [one["address"] for one in sessions] == ["192.0.2.7"] * 2
    assert admin.delete(f"/people/{made['id']}/sessions/{people.session_id(first)}").status_code == 204
    assert (people.session(first), people.session(second) is None) == (None, False)
    assert admin.post(f"/people/{made['id']}/action?op=END_SESSIONS").json()["link"] is None
    assert people.session(second) is None
    shown = admin.get(f"/people/{made['id']}/tokens").json()["items"]
    assert [one["label"] for one in shown] == ["nightly"]
    assert admin.delete(f"/people/{made['id']}/tokens/{shown[0]['id']}").status_code == 204
    assert people.token(token) is None
    assert admin.post(f"/people/{made['id']}/action?op=reset_second_factor").status_code == 200
    assert admin.post(f"/people/{made['id']}/action?op=dance").json()["code"] == "action_unknown"


def test_a_link_to_a_new_password_is_not_made_for_a_closed_account(add, admin):
    made = add(password=PASSWORD)
    assert admin.post(f"/people/{made['id']}/action?op=link").json()["link"]["kind"] == "reset"
    admin.patch(f"/people/{made['id']}", json={"disabled": True})
    refused = admin.post(f"/people/{made['id']}/action?op=link")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "link_for_closed")


def test_everybody_is_found_a_page_at_a_time(add, admin):
    word = uuid4().hex[:10]
    names = sorted(add(full_name=f"{word} {number}")["name"] for number in range(3))
    first = admin.get("/people", params={"search": word.upper(), "limit": 2}).json()
    second = admin.get(first["next"].removeprefix("/api")).json()
    assert [one["name"] for one in first["items"] + second["items"]] == names
    assert second["next"] is None


_CALLS = """
    GET /people, POST /people, GET /people/x, PATCH /people/x, DELETE /people/x, POST /people/x/action?op=link,
    GET /people/x/tokens, DELETE /people/x/tokens/y, GET /people/x/sessions, DELETE /people/x/sessions/y,
    GET /groups, POST /groups, GET /groups/x, PATCH /groups/x, DELETE /groups/x, PUT /groups/x/members/y,
    DELETE /groups/x/members/y, GET /roles, PUT /roles/x, DELETE /roles/x, GET /contexts, DELETE /contexts/x,
    GET /assignments, POST /assignments, DELETE /assignments?role=x, GET /audit, GET /audit/export,
    GET /audit/verification, GET /sign-ins
"""
CLOSED = [one.strip() for one in _CALLS.split(",")]


@pytest.mark.parametrize("role", ["viewer", "operator", "designer", "lead"])
def test_nobody_else_sees_or_does_any_of_it(client, role):
    other = client(role=role)
    closed = [call for call in CLOSED if call != "POST /people" or role != "lead"]
    assert {other.request(*call.split(), json={}).status_code for call in closed} == {403}


def test_a_change_is_made_as_a_whole_or_not_at_all(add, admin):
    one, other = add(), add()
    wish = {"disabled": True, "full_name": "Somebody else", "name": other["name"]}
    assert admin.patch(f"/people/{one['id']}", json=wish).status_code == 409
    now = admin.get(f"/people/{one['id']}").json()
    assert (now["name"], now["full_name"], now["disabled"]) == (one["name"], one["full_name"], False)


def test_a_lead_invites_those_who_may_less_and_sets_nobodys_password(client):
    lead, name = client(role="lead"), uuid4().hex[:12]
    invited = lead.post("/people", json={"name": name, "role": "designer"})
    assert (invited.status_code, invited.json()["link"]["kind"]) == (201, "invitation")
    for more in ({"role": "lead"}, {"role": "administrator"}, {"password": "a long enough password"}):
        refused = lead.post("/people", json={"name": f"{name}-2", "role": "viewer", **more})
        assert (refused.status_code, refused.json()["code"]) == (403, "right_missing")


def test_who_administers_in_one_sandbox_alone_does_not_make_accounts(client, installation):
    lead = installation.people.person("some-lead").id
    installation.roles.assign(lead, "administrator", sandbox="elsewhere")
    there = client(**{"x-sandbox-name": "elsewhere"})
    assert there.post("/people", json={"name": "eve", "role": "administrator"}).status_code == 403
    installation.roles.take_all(lead)
