"""Who may ask what: tokens, rights, scopes, the headers of both prefixes."""

from datetime import UTC, datetime, timedelta

import pytest

NATIVE, FLOW_SERVICE = "/api", "/data/foundation/flowservice"


def without(client, *headers: str):
    for name in headers:
        client.headers.pop(name, None)
    return client


def test_without_a_token_the_native_prefix_asks_who_it_is(api):
    answer = without(api, "authorization").get("/flows")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_missing")
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer nobody", "Basic abc", "Bearer", "token", "Bearer a b"])
def test_a_token_that_is_none_is_refused(client, header):
    answer = client(NATIVE, authorization=header).get("/flows")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")
    assert "invalid_token" in answer.headers["www-authenticate"]
    answer = client(FLOW_SERVICE, authorization=header).get("/flows")
    assert (answer.status_code, answer.json()["error_code"]) == (401, "401013")


def test_flow_service_clients_know_its_refusals(client):
    answer = without(client(FLOW_SERVICE), "authorization").get("/flows")
    assert (answer.status_code, answer.json()["error_code"]) == (403, "403010")
    answer = without(client(FLOW_SERVICE), "x-api-key").get("/flows")
    assert (answer.status_code, answer.json()["error_code"]) == (403, "403000")
    answer = without(client(FLOW_SERVICE), "x-gw-ims-org-id").get("/flows")
    assert answer.status_code == 400
    assert answer.json()["errorMessage"] == answer.json()["detail"]
    assert without(client(FLOW_SERVICE), "x-sandbox-name").get("/flows").status_code == 200


def test_a_token_ends(installation, client):
    ended = installation.people.add_token("some-lead", ends=datetime.now(UTC) - timedelta(seconds=1))
    assert client(authorization=f"Bearer {ended}").get("/flows").status_code == 401
    lasting = installation.people.add_token("some-lead", ends=datetime.now(UTC) + timedelta(hours=1))
    assert client(authorization=f"bearer {lasting}").get("/flows").status_code == 200
    installation.people.revoke_token("some-lead", installation.people.tokens("some-lead")[-1].id)


def test_a_closed_account_has_no_tokens(installation, client):
    installation.people.add("leaver", "a long enough password", "lead")
    token = installation.people.add_token("leaver")
    assert client(authorization=f"Bearer {token}").get("/flows").status_code == 200
    installation.people.set_disabled("leaver", True)
    assert client(authorization=f"Bearer {token}").get("/flows").status_code == 401


CALLS = {
    "read": [("GET", "/flows"), ("GET", "/flows/{id}"), ("GET", "/steps"), ("GET", "/runs")],
    "design": [("POST", "/flows?mode=draft"), ("PATCH", "/flows/{id}"), ("POST", "/flows/{id}/action?op=discard"),
               ("DELETE", "/flows/{id}")],
    "run": [("POST", "/flows/{id}/runs")],
    "publish": [("POST", "/flows"), *(("POST", f"/flows/{{id}}/action?op={op}&version=1")
                                      for op in ("publish", "disable", "enable", "rollback"))],
}  # fmt: skip
MAY = {"viewer": "read", "operator": "read run", "designer": "read design", "lead": "read design run publish"}


@pytest.mark.parametrize("role", MAY)
def test_each_role_may_do_its_own(client, api, role):
    flow, _ = api.draft()
    asking = client(role=role)
    for right, calls in CALLS.items():
        for method, address in calls:
            status = asking.request(method, address.format(id=flow), json={}).status_code
            assert (status == 403) is (right not in MAY[role].split()), (method, address, status)


def test_scopes_narrow_what_a_token_may(installation, client):
    token = installation.people.add_token("some-lead", scopes=("read", "administer"))
    asking = client(authorization=f"Bearer {token}")
    assert asking.get("/flows").status_code == 200
    answer = asking.post("/flows?mode=draft", json={"name": "A"})
    assert (answer.status_code, answer.json()["parameters"]["right"]) == (403, "design")


def test_a_live_flow_is_deleted_by_those_who_may_publish(api, client, runnable):
    flow = api.post("/flows", json={"name": "Live", **runnable}).json()["id"]
    assert client(role="designer").delete(f"/flows/{flow}").status_code == 403
    assert api.delete(f"/flows/{flow}").status_code == 204


def test_a_designer_rehearses_and_an_operator_runs(api, client, runnable):
    flow = api.post("/flows", json={"name": "Live", **runnable}).json()["id"]
    designer, operator = client(role="designer"), client(role="operator")
    assert designer.post(f"/flows/{flow}/runs?dry=true", json=[]).status_code == 202
    assert designer.post(f"/flows/{flow}/runs", json=[]).status_code == 403
    assert operator.post(f"/flows/{flow}/runs", json=[]).status_code == 202


@pytest.mark.parametrize(
    ("header", "language"),
    [("fr", "fr"), ("fr-CA, en;q=0.5", "fr"), ("en;q=0.2, fr;q=0.9", "fr"), ("de, en", "en"), ("fr;q=0, en", "en"),
     ("*", "en"), ("", "en"), (";;q=x,,", "en")],
)  # fmt: skip
def test_answers_are_in_the_callers_language(client, header, language):
    answer = client(**{"accept-language": header}).get("/flows/none")
    assert answer.headers["content-language"] == language
    assert ("Introuvable" in answer.json()["title"]) is (language == "fr")


def test_without_a_header_the_accounts_language_is_spoken(installation, client):
    installation.people.set_language("some-viewer", "fr")
    try:
        assert client(role="viewer").get("/flows/none").headers["content-language"] == "fr"
    finally:
        installation.people.set_language("some-viewer", None)
