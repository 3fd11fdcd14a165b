"""Whatever goes wrong, the answer is a problem in words: where, what, and what to do."""

import logging

import pytest

SHAPE = {"type", "title", "status", "detail", "instance", "errors"}


@pytest.mark.parametrize(
    ("method", "place", "status"),
    [("GET", "/nothing", 404), ("GET", "/flows/none", 404), ("PUT", "/flows", 405), ("GET", "/flows?limit=0", 400),
     ("POST", "/flows?mode=x", 400), ("PATCH", "/flows/none", 404), ("OPTIONS", "/flows", 405),
     ("GET", "/flows/", 404)],
)  # fmt: skip
def test_every_refusal_has_one_shape(either, method, place, status):
    answer = either.request(method, place, json={})
    body = answer.json()
    assert (answer.status_code, body["status"]) == (status, status)
    assert answer.headers["content-type"] == "application/problem+json"
    assert body.keys() >= SHAPE
    assert body["instance"] == answer.url.path
    if "flowservice" in str(either.base_url):
        assert body.keys() >= {"errorMessage", "errorDetails", "error_code"}


@pytest.mark.parametrize(
    ("place", "allowed"),
    [("/flows", "GET, HEAD, POST"), ("/flows/x", "DELETE, GET, HEAD, PATCH"), ("/flows/x/action", "POST")],
)
def test_a_wrong_method_is_told_the_right_ones(either, place, allowed):
    assert either.put(place).headers["allow"] == allowed


def test_every_wrong_parameter_is_named(api):
    body = api.get("/flows?limit=x&count=maybe").json()
    assert {one["setting"] for one in body["errors"]} == {"limit", "count"}
    assert all("docs" in one["message"] for one in body["errors"])


def test_misshapen_places_of_a_document_are_all_named(api):
    flow = {"name": "A", "phases": [{"id": "p", "steps": [{"id": 3}, {"type": "x"}]}], "inputs": 7}
    body = api.post("/flows?mode=draft", json=flow).json()
    assert {one["setting"] for one in body["errors"]} == {"phases.0.steps.0.id", "phases.0.steps.1.id", "inputs"}


def test_an_unforeseen_error_is_logged_and_never_shown(api, installation, caplog):
    flow, _ = api.draft()
    sandbox = api.headers["x-sandbox-name"]
    file = installation.folder / "flows" / sandbox / flow / "draft.json"
    kept = file.read_bytes()
    file.unlink()
    file.mkdir()  # nobody expects a folder there
    try:
        with caplog.at_level(logging.ERROR):
            answer = api.get(f"/flows/{flow}")
    finally:
        file.rmdir()
        file.write_bytes(kept)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Traceback" not in answer.text
    assert "Error" not in answer.text
    assert answer.json()["code"] != "unexpected_error" or answer.json()["parameters"]["id"] in caplog.text
    assert api.get(f"/flows/{flow}").status_code == 200
