"""Flows over HTTP: made, read, patched, deleted, and never changed behind somebody's back."""

import pytest

ADD = {"op": "add", "path": "/note", "value": 1}


def test_a_draft_is_made_and_shown_with_its_etag(either):
    told = {"name": "Sales", "flowSpec": {"id": "s"}, "mine": {"kept": [1, True]}}
    answer = either.post("/flows?mode=draft", json=told)
    assert answer.status_code == 201
    flow, etag = answer.json()["id"], answer.json()["etag"]
    assert answer.headers["location"].endswith(f"/flows/{flow}")
    read = either.get(f"/flows/{flow}")
    body = either.shown(flow)
    assert read.headers["etag"] == body["etag"] == body["version"] == etag
    assert (body["name"], body["state"], body["mine"]) == ("Sales", "draft", {"kept": [1, True]})


def test_native_flows_say_what_is_live(api):
    body = api.shown(api.draft()[0])
    assert (body["live_version"], body["has_draft"]) == (None, True)
    assert body["created"].endswith("Z")
    assert body["updated_by"] == "some-lead"


def test_flow_service_flows_come_as_items(flow_service):
    flow, _ = flow_service.draft(sourceConnectionIds=["a"])
    body = flow_service.get(f"/flows/{flow}").json()
    assert body["items"][0]["sourceConnectionIds"] == ["a"]
    assert body["items"][0]["id"] == flow
    assert isinstance(body["items"][0]["createdAt"], int)


def test_numbers_come_back_as_they_were(either):
    flow, _ = either.draft(numbers=[2**80, 2.0, 0, -1, 1.5])
    numbers = either.shown(flow)["numbers"]
    assert [(type(one), one) for one in numbers] == [(int, 2**80), (float, 2.0), (int, 0), (int, -1), (float, 1.5)]


@pytest.mark.parametrize(
    ("query", "body", "code"),
    [
        ("mode=xyz", '{"name": "a", "flowSpec": {"id": "s"}}', "mode_unknown"),
        ("mode=draft", '{"name": "a", "flowSpec": {"id": "s"}, "state": "enabled"}', "members_owned"),
        ("mode=draft", '{"name": "", "flowSpec": {}}', "member_missing"),
        ("mode=draft", "{}", "member_missing"),
        ("mode=draft", "[]", "body_not_object"),
        ("mode=draft", "", "body_not_json"),
        ("mode=draft", '{"name": NaN}', "body_not_json"),
        ("mode=draft", '{"name": 1e999}', "body_not_json"),
        ("mode=draft", '{"name": "a", "flowSpec": {"id": "s"}, "phases": 3}', "document_misshapen"),
        ("mode=draft", '{"name": "a", "flowSpec": {"id": "s"}, "format": 99}', "document_from_future"),
        ("mode=draft", '{"name": "a", "flowSpec": {"id": "s"}, "x": ' + "[" * 500 + "]" * 500 + "}", "body_too_deep"),
    ],
)
def test_what_is_no_flow_is_refused_by_name(either, query, body, code):
    answer = either.post(f"/flows?{query}", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert either.get("/flows").json()["items"] == []


def test_a_read_says_when_nothing_changed(either):
    flow, etag = either.draft()
    for header in (etag, f'"x", W/{etag}', "*"):
        answer = either.get(f"/flows/{flow}", headers={"if-none-match": header})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    assert either.get(f"/flows/{flow}", headers={"if-none-match": '"other"'}).status_code == 200


def test_head_tells_the_same_without_the_body(either):
    flow, etag = either.draft()
    answer = either.head(f"/flows/{flow}")
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (200, b"", etag)
    assert either.head(f"/flows/{flow}", headers={"if-none-match": etag}).status_code == 304
    assert either.head("/flows/none").status_code == 404


def test_a_patch_changes_the_draft_and_its_etag(either):
    flow, etag = either.draft()
    answer = either.change(flow, etag, ADD)
    assert answer.status_code == 200
    assert answer.json()["etag"] == answer.headers["etag"] != etag
    assert either.shown(flow)["note"] == 1


def test_ten_patches_give_ten_etags(either):
    flow, etag = either.draft()
    seen = [etag]
    for _ in range(10):
        seen.append(either.change(flow, seen[-1]).json()["etag"])
    assert len(set(seen)) == 11


def test_a_patch_needs_the_state_it_was_made_for(api, flow_service):
    flow, _ = api.draft()
    answer = api.patch(f"/flows/{flow}", json=[ADD])
    assert (answer.status_code, answer.json()["code"]) == (428, "etag_needed")
    answer = flow_service.patch(f"/flows/{flow}", json=[ADD])
    assert (answer.status_code, answer.json()["error_code"]) == (400, "1403-400")
    assert "note" not in api.shown(flow)


def test_a_stale_patch_is_told_who_wrote_and_when(either):
    flow, first = either.draft()
    second = either.change(flow, first, ADD).json()["etag"]
    answer = either.change(flow, first, {"op": "nonsense"})
    body = answer.json()
    assert (answer.status_code, body["code"], answer.headers["etag"]) == (412, "stale", second)
    assert body["parameters"]["author"] == "some-lead"
    assert body["parameters"]["time"]
    assert first.strip('"') in body["detail"]
    assert second.strip('"') in body["detail"]


def test_an_unknown_flow_is_unknown_before_it_is_stale(either):
    answer = either.change("none", '"1-x"', {"op": "nonsense"})
    assert (answer.status_code, answer.json()["code"]) == (404, "flow_not_found")


def test_a_bad_patch_names_its_operation_and_changes_nothing(either):
    flow, etag = either.draft()
    answer = either.change(flow, etag, ADD, {"op": "test", "path": "/note", "value": True})
    body = answer.json()
    assert (answer.status_code, body["code"], body["parameters"]["index"]) == (400, "patch_test_failed", 1)
    assert body["errors"][0]["setting"] == "/note"
    assert either.shown(flow)["etag"] == etag


@pytest.mark.parametrize("pointer", ["/id", "/state", "/etag", "/createdAt", "/state/deeper"])
@pytest.mark.parametrize("kind", ["add", "replace", "remove", "move"])
def test_what_the_server_writes_cannot_be_patched(either, pointer, kind):
    flow, etag = either.draft()
    answer = either.change(flow, etag, {"op": kind, "path": pointer, "value": "draft", "from": "/name"})
    assert (answer.status_code, answer.json()["code"]) == (400, "patch_protected")
    assert either.shown(flow)["etag"] == etag


def test_what_the_server_writes_can_be_tested_and_copied(either):
    flow, etag = either.draft()
    answer = either.change(
        flow, etag, {"op": "test", "path": "/etag", "value": etag}, {"op": "copy", "from": "/id", "path": "/known_as"}
    )
    assert answer.status_code == 200
    assert either.shown(flow)["known_as"] == flow


def test_the_whole_document_can_be_replaced_but_not_its_id(either):
    flow, etag = either.draft(old=1)
    etag = either.change(flow, etag, {"op": "replace", "path": "", "value": {"name": "New"}}).json()["etag"]
    body = either.shown(flow)
    assert (body["name"], body["id"], "old" in body) == ("New", flow, False)
    answer = either.change(flow, etag, {"op": "replace", "path": "", "value": {"name": "New", "id": "mine"}})
    assert answer.json()["code"] == "patch_protected"
    assert either.change(flow, etag, {"op": "replace", "path": "", "value": 3}).json()["code"] == "patch_leaves_no_flow"


def test_a_patch_that_would_fill_the_memory_is_refused(either):
    flow, etag = either.draft()
    copy = {"op": "copy", "from": "/x", "path": "/x/-"}
    for times, status, code in ((40, 413, "body_too_large"), (120, 400, "body_too_deep")):
        answer = either.change(flow, etag, {"op": "add", "path": "/x", "value": ["text"]}, *[copy] * times)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert either.shown(flow)["etag"] == etag


@pytest.mark.parametrize("header", ["*", "W/{etag}, {etag}", '"a,b" , {etag}', ", {etag},"])
def test_any_or_one_of_a_list_matches(either, header):
    flow, etag = either.draft()
    assert either.change(flow, header.format(etag=etag), ADD).status_code == 200


@pytest.mark.parametrize("header", ["W/{etag}", '"other"', 'W/{etag}, "other"'])
def test_a_weak_or_another_tag_never_matches(either, header):
    flow, etag = either.draft()
    assert either.change(flow, header.format(etag=etag), ADD).status_code == 412


@pytest.mark.parametrize("header", ['"open', "no quotes", '"a" "b"', "", ","])
def test_a_header_that_is_no_list_of_tags_is_refused(api, header):
    flow, _ = api.draft()
    answer = api.change(flow, header, ADD)
    assert (answer.status_code, answer.json()["code"]) == (400, "etag_malformed")


def test_a_body_of_another_kind_is_refused_with_what_is_read(either):
    flow, etag = either.draft()
    for sent in ({"content-type": "text/plain"}, {"content-type": "application/json", "content-encoding": "gzip"}):
        answer = either.patch(f"/flows/{flow}", content="[]", headers={"if-match": etag} | sent)
        assert answer.status_code == 415
        assert "application/json-patch+json" in answer.headers["accept-patch"]
    assert either.post("/flows?mode=draft", content="<a/>", headers={"content-type": "text/xml"}).status_code == 415


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON-Patch+json; charset=utf-8"])
def test_both_kinds_of_patches_are_read(either, kind):
    flow, etag = either.draft()
    answer = either.patch(f"/flows/{flow}", content='[{"op":"add","path":"/a","value":"é"}]'.encode(),
                          headers={"if-match": etag, "content-type": kind})  # fmt: skip
    assert answer.status_code == 200
    assert either.shown(flow)["a"] == "é"


def test_json_as_curl_sends_it_is_for_flow_service_alone(api, flow_service):
    flow, etag = api.draft()
    sent = {"if-match": etag, "content-type": "application/x-www-form-urlencoded"}
    assert api.patch(f"/flows/{flow}", content="[]", headers=sent).status_code == 415
    assert flow_service.patch(f"/flows/{flow}", content="[]", headers=sent).status_code == 200


def test_a_deleted_flow_is_gone(either):
    flow, etag = either.draft()
    assert either.delete(f"/flows/{flow}", headers={"if-match": '"1-no"'}).status_code == 412
    answer = either.delete(f"/flows/{flow}", headers={"if-match": etag})
    assert (answer.status_code, answer.content) == (204, b"")
    assert either.get(f"/flows/{flow}").status_code == 404
    assert either.delete(f"/flows/{flow}").status_code == 404
    assert either.get("/flows").json()["items"] == []


def test_another_sandbox_is_another_world(client):
    here, there = client(), client(**{"x-sandbox-name": "elsewhere"})
    flow, _ = here.draft()
    assert there.get(f"/flows/{flow}").status_code == 404
    assert client(**{"x-sandbox-name": "../up"}).get("/flows").json()["code"] == "sandbox_malformed"
    assert client(**{"x-sandbox-name": "nothing"}).get("/flows").json()["code"] == "sandbox_not_found"


@pytest.mark.parametrize("flow", ["%2e%2e", "%2e%2e%2fprod", "a" * 3000, "%00", "a%0Ab", "índex", "lock", "x.json"])
def test_an_id_is_never_taken_for_a_path(api, flow):
    for answer in (api.get(f"/flows/{flow}"), api.patch(f"/flows/{flow}", json=[], headers={"if-match": "*"})):
        assert answer.status_code in (404, 405)
        assert answer.headers["content-type"] == "application/problem+json"
