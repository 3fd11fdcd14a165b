"""Connectors over REST: secrets go in and never come out, nobody is overwritten, the guard holds."""

import pytest

from tests.outside import Outside, outside

SECRET = "hunter2-and-more"


@pytest.fixture
def system():
    with outside() as opened:
        opened.routes["/orders"] = lambda asked: (
            (200, {}, [{"id": 1, "by": asked.headers["authorization"]}])
            if asked.headers.get("authorization") == f"Bearer {SECRET}"
            else (401, {}, {"error": "who are you"})
        )
        yield opened


def shop(system: Outside, **settings):
    return {
        "name": "Shop",
        "kind": "http",
        "settings": {"address": system.url, "authentication": "bearer", "token": SECRET} | settings,
        "endpoints": [{"name": "Orders", "path": "/orders"}, {"name": "Pay", "path": "/pay/{id}", "method": "POST"}],
    }


@pytest.fixture
def put(api, system):
    answer = api.put("/connectors/shop", json=shop(system))
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_secret_goes_in_and_never_comes_out(api, put):
    one, every = api.get("/connectors/shop"), api.get("/connectors")
    assert SECRET not in one.text + every.text
    assert one.json()["settings"]["token"] == {"secret": "token"}
    assert one.headers["etag"] == put["etag"] == one.json()["etag"]
    assert [line["id"] for line in every.json()["items"]] == ["shop"]


def test_places_of_the_path_become_parameters(api, put):
    pay = api.get("/connectors/shop").json()["endpoints"][1]
    assert (pay["id"], [(one["name"], one["place"]) for one in pay["parameters"]]) == ("pay", [("id", "path")])


def test_what_was_read_may_be_written_back_and_keeps_its_secret(api, put, installation, system):
    read = api.get("/connectors/shop").json()
    assert api.put("/connectors/shop", json=read).status_code == 428
    answer = api.put("/connectors/shop", json=read | {"name": "Store"}, headers={"if-match": put["etag"]})
    assert answer.status_code == 200
    sandbox = api.headers["x-sandbox-name"]
    assert installation.connectors(sandbox).secret("shop", "token") == SECRET
    stale = api.put("/connectors/shop", json=read, headers={"if-match": put["etag"]})
    assert (stale.status_code, stale.headers["etag"]) == (412, answer.headers["etag"])


def test_everything_that_is_wrong_is_told_at_once_without_the_secret(api, system):
    wrong = shop(system, address="x", size_limit=0) | {"endpoints": [{"name": "", "method": "GRAB"}]}
    answer = api.put("/connectors/shop", json=wrong)
    assert answer.status_code == 400
    assert {one["setting"] for one in answer.json()["errors"]} >= {
        "settings.size_limit", "endpoints[0].name", "endpoints[0].method",
    }  # fmt: skip
    assert SECRET not in answer.text
    assert api.put("/connectors/shop", json=shop(system, token=[SECRET])).status_code == 400


@pytest.mark.parametrize(
    ("change", "code"),
    [({"kind": "smoke"}, "connector_kind_unknown"), ({"name": " "}, "connector_name_missing"),
     ({"settings": {}}, "setting_missing"), ({"frob": 1}, "setting_unknown"), ({"name": 3}, "setting_not_text")],
)  # fmt: skip
def test_what_is_no_connector_is_refused(api, system, change, code):
    answer = api.put("/connectors/shop", json=shop(system) | change)
    assert (answer.status_code, [one["code"] for one in answer.json()["errors"]]) == (400, [code])


def test_a_secret_is_sent_elsewhere_only_by_who_knows_it_or_administers(client, put, system):
    moved = client().get("/connectors/shop").json()
    moved["settings"]["address"] = "https://elsewhere.example"
    etag = {"if-match": put["etag"]}
    told = client(role="designer").put("/connectors/shop", json=moved, headers=etag)
    assert [(one["code"], one["setting"]) for one in told.json()["errors"]] == [
        ("secret_enter_again", "settings.token")
    ]
    moved["settings"]["token"] = "another"
    changed = client(role="designer").put("/connectors/shop", json=moved, headers=etag)
    assert changed.status_code == 200
    moved["settings"] |= {"address": "https://third.example", "token": {"secret": "token"}}
    again = client(role="administrator").put("/connectors/shop", json=moved, headers={"if-match": "*"})
    assert again.status_code == 200


def test_a_try_is_refused_by_the_guard_until_the_host_is_allowed(api, put, system, installation):
    refused = api.post("/connectors/shop/try", json={"endpoint": "orders"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "address_refused")
    assert system.asked == []
    before = installation.allowed_hosts.stored()
    installation.allowed_hosts.save([f"127.0.0.1:{system.port}"], "tester")
    try:
        came = api.post("/connectors/shop/try", json={"endpoint": "orders"})
    finally:
        installation.allowed_hosts.save(before, "tester")
    assert came.json()["status"] == 200
    assert came.json()["sample"] == [{"id": 1, "by": "Bearer •••"}]
    assert SECRET not in came.text
    assert installation.tries(api.headers["x-sandbox-name"]).all()["shop"].status == 200


def test_what_does_more_than_read_is_tried_by_those_who_may_run(client, put):
    wish = {"endpoint": "pay", "parameters": {"id": 3}}
    assert client(role="designer").post("/connectors/shop/try", json=wish).status_code == 403
    assert client(role="lead").post("/connectors/shop/try", json=wish).json()["code"] == "problems_found"


def test_who_only_reads_changes_and_tries_nothing(client, put, system):
    viewer = client(role="viewer")
    assert viewer.get("/connectors/shop").status_code == 200
    assert viewer.put("/connectors/other", json=shop(system)).status_code == 403
    assert viewer.delete("/connectors/shop").status_code == 403
    assert viewer.post("/connectors/shop/try", json={"endpoint": "orders"}).status_code == 403


def test_a_connector_that_a_flow_works_with_is_deleted_only_on_purpose(api, put):
    ask = {"id": "ask", "type": "get_values_from_connector", "name": "Ask", "settings": {
        "connector": "shop", "endpoint": "orders"}}  # fmt: skip
    flow = {"name": "Shopping", "phases": [{"id": "a", "name": "A", "steps": [ask]}]}
    published = api.post("/flows", json=flow)
    assert published.status_code == 201, published.text
    refused = api.delete("/connectors/shop")
    assert refused.status_code == 409
    assert "Shopping" in refused.json()["detail"]
    assert api.delete("/connectors/shop?force=true").status_code == 204


def test_a_deleted_connector_takes_its_secret_with_it(api, put, installation):
    assert api.delete("/connectors/shop", headers={"if-match": '"7"'}).status_code == 412
    assert api.delete("/connectors/shop", headers={"if-match": put["etag"]}).status_code == 204
    assert api.get("/connectors/shop").status_code == 404
    assert installation.connectors(api.headers["x-sandbox-name"]).secrets("shop") == []


def test_only_an_administrator_may_change_who_comes_in(client):
    team = {"name": "Team", "kind": "ldap", "settings": {"address": "ldap.example", "base": "dc=x", "password": SECRET}}
    ada, lead = client(role="administrator"), client(role="lead")
    refused = lead.put("/connectors/team", json=team)
    assert refused.status_code == 403 and "decides who comes in" in refused.json()["detail"]
    assert ada.put("/connectors/team", json=team).status_code == 201
    assert SECRET not in lead.get("/connectors/team").text
    assert lead.delete("/connectors/team").status_code == 403
    assert lead.post("/connectors/team/try", json={"endpoint": "x"}).status_code == 403
    assert ada.delete("/connectors/team").status_code == 204
