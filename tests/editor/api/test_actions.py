"""Publishing and what else is done with a whole flow; its versions stay as they were."""

import pytest


def act(client, flow: str, op: str, **sent):
    headers = {"if-match": sent.pop("etag")} if "etag" in sent else {}
    return client.post(f"/flows/{flow}/action", params={"op": op, **sent}, headers=headers)


@pytest.fixture
def published(api, runnable) -> str:
    flow, _ = api.draft(**runnable)
    assert act(api, flow, "publish", note="first").status_code == 200
    return flow


def test_publishing_makes_the_draft_live(api, runnable):
    flow, etag = api.draft(**runnable)
    answer = act(api, flow, "PuBlish", etag=etag)
    assert (answer.status_code, answer.json()["id"]) == (200, flow)
    body = api.shown(flow)
    assert answer.json()["etag"] == body["etag"] != etag
    assert (body["state"], body["live_version"], body["has_draft"]) == ("enabled", 1, False)


def test_a_flow_can_be_made_and_published_in_one_call(api, runnable):
    answer = api.post("/flows", json={"name": "At once", **runnable})
    assert answer.status_code == 201
    assert api.shown(answer.json()["id"])["state"] == "enabled"


def test_what_stands_in_the_way_of_publishing_is_all_told(api, broken):
    answer = api.post("/flows", json={"name": "Broken", **broken})
    body = answer.json()
    assert (answer.status_code, body["code"]) == (400, "problems_found")
    assert len(body["errors"]) == body["parameters"]["count"] > 1
    assert all(one["message"] and one["code"] for one in body["errors"])
    assert {one["step"] for one in body["errors"]} >= {"read", "keep"}
    assert api.get("/flows").json()["items"] == []
    flow, etag = api.draft(**broken)
    assert act(api, flow, "publish").json()["errors"] == body["errors"]
    assert api.shown(flow)["etag"] == etag


def test_publishing_twice_is_a_conflict(api, flow_service, published):
    answer = act(api, published, "publish")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_published")
    answer = act(flow_service, published, "publish")
    assert (answer.status_code, answer.json()["error_code"]) == (400, "1422-400")


def test_a_published_flow_gets_a_draft_beside_what_runs(api, published):
    etag = api.shown(published)["etag"]
    assert api.change(published, etag, {"op": "add", "path": "/name", "value": "Newer"}).status_code == 200
    body = api.shown(published)
    assert (body["name"], body["state"], body["live_version"], body["has_draft"]) == ("Newer", "enabled", 1, True)
    assert act(api, published, "discard").status_code == 200
    assert api.shown(published)["name"] == "A flow"
    answer = act(api, published, "discard")
    assert (answer.status_code, answer.json()["code"]) == (409, "no_draft")


def test_a_flow_service_patch_of_a_live_flow_is_its_next_version(api, flow_service, published, broken):
    etag = flow_service.shown(published)["etag"]
    answer = flow_service.change(published, etag, {"op": "add", "path": "/name", "value": "Newer"})
    assert answer.status_code == 200
    body = api.shown(published)
    assert (body["state"], body["live_version"], body["has_draft"], body["name"]) == ("enabled", 2, False, "Newer")
    assert flow_service.change(published, body["etag"]).json()["etag"] != body["etag"]
    etag = api.shown(published)["etag"]
    answer = flow_service.change(published, etag, {"op": "replace", "path": "/phases", "value": broken["phases"]})
    assert (answer.status_code, answer.json()["code"]) == (400, "problems_found")
    assert api.shown(published)["etag"] == etag


def test_a_flow_is_switched_off_and_on(either, published):
    assert act(either, published, "disable").status_code == 200
    assert either.shown(published)["state"] == "disabled"
    assert act(either, published, "disable").status_code in (409, 400)
    assert act(either, published, "enable").status_code == 200
    assert either.shown(published)["state"] == "enabled"


def test_an_old_version_is_published_again_as_the_newest(api, published):
    api.change(published, "*", {"op": "add", "path": "/name", "value": "Second"})
    act(api, published, "publish")
    assert act(api, published, "rollback", version=1).status_code == 200
    assert (api.shown(published)["name"], api.shown(published)["live_version"]) == ("A flow", 3)


@pytest.mark.parametrize(
    ("version", "status"), [("9", 404), ("", 400), ("x", 400), ("-1", 400), ("1.5", 400), ("9" * 30, 400)]
)
def test_a_rollback_names_a_version_that_is_there(api, published, version, status):
    answer = act(api, published, "rollback", version=version)
    assert answer.status_code == status
    assert api.shown(published)["live_version"] == 1


def test_an_etag_is_obeyed_where_it_is_sent(either, published):
    assert act(either, published, "disable", etag='"1-old"').status_code == 412
    assert act(either, published, "disable", etag="*").status_code == 200


@pytest.mark.parametrize("op", ["explode", "", "publish "])
def test_an_unknown_action_is_refused(either, op):
    flow, _ = either.draft()
    assert act(either, flow, op).json()["code"] == "action_unknown"
    assert either.post(f"/flows/{flow}/action").status_code == 400


@pytest.mark.parametrize("op", ["publish", "disable", "enable", "discard", "rollback"])
def test_an_unknown_flow_is_unknown(either, op):
    assert act(either, "none", op, version=1).status_code == 404


def test_versions_tell_who_what_and_when(api, published):
    api.change(published, "*", {"op": "add", "path": "/name", "value": "Second"})
    act(api, published, "publish", note="renamed", name="the second")
    newest, first = api.get(f"/flows/{published}/versions").json()["items"]
    assert (newest["number"], newest["note"], newest["name"], newest["live"]) == (2, "renamed", "the second", True)
    assert (first["number"], first["note"], first["author"], first["live"]) == (1, "first", "some-lead", False)
    assert api.get(f"/flows/{published}/versions/1").json()["name"] == "A flow"
    assert api.get(f"/flows/{published}/versions/3").json()["code"] == "version_not_found"
    assert api.get(f"/flows/{published}/versions/x").status_code == 400


def test_two_versions_are_compared_in_words(api, published):
    api.change(
        published, "*",
        {"op": "replace", "path": "/phases/0/steps/1/settings/match", "value": "any"},
        {"op": "replace", "path": "/name", "value": "Second"},
    )  # fmt: skip
    act(api, published, "publish")
    found = api.get(f"/flows/{published}/versions/1/diff/2").json()["changes"]
    assert [(one["code"], one["step"], one["setting"]) for one in found] == [
        ("flow_renamed", None, None),
        ("setting_changed", "keep", "match"),
    ]
    assert "Second" in found[0]["message"]
    assert "Keep an item when: now any condition holds" in found[1]["message"]
    assert api.get(f"/flows/{published}/versions/1/diff/1").json()["changes"] == []


def test_a_deleted_flows_versions_stay_readable_to_administrators(api, client, published):
    api.delete(f"/flows/{published}")
    assert api.get(f"/flows/{published}/versions").status_code == 404
    administrator = client(role="administrator")
    assert [one["number"] for one in administrator.get(f"/flows/{published}/versions").json()["items"]] == [1]
    assert administrator.get(f"/flows/{published}/versions/1").json()["name"] == "A flow"
