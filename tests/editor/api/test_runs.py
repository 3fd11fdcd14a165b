"""Runs over HTTP: started with a model or files, waited for, followed, stopped, done again."""

import json

import pytest

MODEL = [{"amount": 5}, {"amount": 15}, {"amount": 25}]
TABLE = {
    "inputs": [{"name": "orders", "type": "file", "required": True}],
    "phases": [{"id": "all", "name": "All", "steps": [
        {"id": "read", "type": "import_file", "name": "Read", "settings": {
            "file": {"from": "input", "name": "orders"}, "file_type": "csv", "separator": ",", "mapping": []}},
        {"id": "sheet", "type": "export_to_file", "name": "Sheet", "settings": {
            "source": "read", "file_type": "csv", "separator": ",", "file_name": "é €.csv", "mapping": []}},
    ]}],
}  # fmt: skip


@pytest.fixture
def flow(api, runnable) -> str:
    return api.post("/flows", json={"name": "Runs", **runnable}).json()["id"]


def finished(api, run: str) -> dict:
    """The run's view once its stream has ended."""
    with api.stream("GET", f"/runs/{run}/events") as answer:
        answer.read()
    return api.get(f"/runs/{run}").json()


def events(answer) -> list[tuple[int, str, dict]]:
    found = []
    for message in answer.text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in message.splitlines() if not line.startswith(":"))
        if lines:
            found.append((int(lines["id"]), lines["event"], json.loads(lines["data"])))
    return found


def test_a_caller_that_waits_gets_the_flows_own_answer(api, flow):
    answer = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL)
    assert (answer.status_code, answer.json()) == (200, [{"amount": 15}, {"amount": 25}])
    assert api.get(answer.headers["location"].removeprefix("/api")).json()["status"] == "succeeded"


def test_a_caller_that_does_not_wait_gets_the_run(api, flow):
    answer = api.post(f"/flows/{flow}/runs", json=MODEL)
    run = answer.json()["id"]
    assert (answer.status_code, answer.headers["location"]) == (202, f"/api/runs/{run}")
    body = finished(api, run)
    assert (body["status"], body["version"], body["flow"], body["user"]) == ("succeeded", 1, flow, "some-lead")
    assert body["result"] == [{"amount": 15}, {"amount": 25}]
    assert [(step["id"], step["items_in"], step["items_out"]) for step in body["steps"]][1] == ("keep", 3, 2)


def test_a_flows_own_status_reaches_the_caller(api, runnable):
    runnable["phases"][0]["steps"][2]["settings"] |= {"status": 201, "shape": "first"}
    flow = api.post("/flows", json={"name": "Created", **runnable}).json()["id"]
    answer = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL)
    assert (answer.status_code, answer.json()) == (201, {"amount": 15})
    runnable["phases"][0]["steps"][2]["settings"] |= {"status": 204}
    flow = api.post("/flows", json={"name": "Empty", **runnable}).json()["id"]
    answer = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_failed_run_says_what_and_where(api, flow):
    answer = api.post(f"/flows/{flow}/runs?wait=30", json=[{"amount": "many"}], headers={"accept-language": "fr"})
    body = answer.json()
    assert (answer.status_code, body["code"], answer.headers["content-language"]) == (422, "run_failed", "fr")
    assert body["errors"][0]["step"] == "read"
    assert "amount" in json.dumps(body["errors"][0])
    run = api.get(answer.headers["location"].removeprefix("/api")).json()
    assert (run["status"], run["problems"][0]["code"]) == ("failed", body["errors"][0]["code"])
    assert run["problems"][0]["message"]


def test_events_are_numbered_and_end_with_complete(api, flow):
    run = api.post(f"/flows/{flow}/runs", json=MODEL).json()["id"]
    answer = api.get(f"/runs/{run}/events")
    found = events(answer)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert [number for number, _, _ in found] == list(range(1, len(found) + 1))
    assert (found[0][1], found[-1][1], found[-1][2]["count"]) == ("run_started", "complete", len(found))
    assert all(data["type"] == kind for _, kind, data in found)
    rest = events(api.get(f"/runs/{run}/events", headers={"last-event-id": "2"}))
    assert rest == found[2:]
    assert events(api.get(f"/runs/{run}/events", headers={"last-event-id": str(len(found))})) == []


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "٣", "9" * 40])
def test_a_strange_event_number_is_refused(api, flow, number):
    run = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL).headers["location"].rpartition("/")[2]
    answer = api.get(f"/runs/{run}/events", headers={"last-event-id": number.encode()})
    assert (answer.status_code, answer.json()["code"]) == (400, "event_number_malformed")


def test_files_are_parts_named_after_the_inputs(api):
    flow = api.post("/flows", json={"name": "Table", **TABLE}).json()["id"]
    parts = {"orders": ("orders.csv", b"id,name\n1,a\n2,b\n"), "model": (None, "{}")}
    run = api.post(f"/flows/{flow}/runs", files=parts).json()["id"]
    body = finished(api, run)
    assert (body["status"], body["problems"]) == ("succeeded", [])
    made = api.get(f"/files/{body['files'][0]['id']}/content")
    assert made.text.split() == ["id,name", "1,a", "2,b"]
    assert "UTF-8''%C3%A9%20%E2%82%AC.csv" in made.headers["content-disposition"]


def test_a_run_without_its_file_is_not_begun(api):
    flow = api.post("/flows", json={"name": "Table", **TABLE}).json()["id"]
    answer = api.post(f"/flows/{flow}/runs", json={})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "input_not_given")
    answer = api.post(f"/flows/{flow}/runs", files={"other": ("a.csv", b"a")})
    assert "input_unknown" in {one["code"] for one in answer.json()["errors"]}
    assert api.get("/runs").json()["items"] == []


def test_a_key_makes_a_repeat_the_first_run(api, flow):
    sent = {"idempotency-key": "order 17"}
    first, again = (api.post(f"/flows/{flow}/runs", json=MODEL, headers=sent).json()["id"] for _ in range(2))
    assert first == again
    assert api.post(f"/flows/{flow}/runs", json=MODEL, headers={"idempotency-key": "other"}).json()["id"] != first
    answer = api.post(f"/flows/{flow}/runs?wait=30", json=[], headers=sent)
    assert answer.json() == [{"amount": 15}, {"amount": 25}]
    assert api.post(f"/flows/{flow}/runs", json=MODEL, headers={"idempotency-key": "k" * 300}).status_code == 400


def test_a_draft_has_only_dry_runs(api, runnable):
    flow, _ = api.draft(**runnable)
    answer = api.post(f"/flows/{flow}/runs", json=MODEL)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_published")
    answer = api.post(f"/flows/{flow}/runs?dry=true&wait=30", json=MODEL)
    assert answer.status_code == 200
    run = api.get(answer.headers["location"].removeprefix("/api")).json()
    assert (run["dry"], run["version"], run["status"]) == (True, None, "succeeded")


def test_a_broken_draft_has_no_dry_run(api, broken):
    flow, _ = api.draft(**broken)
    answer = api.post(f"/flows/{flow}/runs?dry=true", json=MODEL)
    assert (answer.status_code, answer.json()["code"]) == (400, "problems_found")


def test_runs_are_listed_newest_first_and_by_page(api, flow):
    ids = [api.post(f"/flows/{flow}/runs", json=MODEL).json()["id"] for _ in range(5)]
    for run in ids:
        finished(api, run)
    body = api.get(f"/runs?limit=2&flow={flow}&status=succeeded").json()
    seen = [run["id"] for run in body["items"]]
    while body["next"]:
        body = api.get(body["next"].removeprefix("/api")).json()
        seen += [run["id"] for run in body["items"]]
    assert seen == ids[::-1]
    assert api.get("/runs?status=failed").json()["items"] == []
    for query in ("status=lost", "limit=0", "continuationToken=nothing"):
        assert api.get(f"/runs?{query}").status_code == 400


def test_a_run_is_done_again(api, flow):
    run = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL).headers["location"].rpartition("/")[2]
    answer = api.post(f"/runs/{run}/action?op=rerun")
    again = answer.json()["id"]
    assert (answer.status_code, answer.headers["location"]) == (202, f"/api/runs/{again}")
    assert again != run
    assert finished(api, again)["result"] == [{"amount": 15}, {"amount": 25}]
    assert api.post(f"/runs/{run}/action?op=rerun&from=nothing").status_code == 409


@pytest.mark.parametrize(("op", "status"), [("cancel", 409), ("resume", 409), ("explode", 400), ("", 400)])
def test_what_is_over_is_not_stopped(api, flow, op, status):
    run = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL).headers["location"].rpartition("/")[2]
    assert api.post(f"/runs/{run}/action", params={"op": op}).status_code == status


def test_runs_of_another_sandbox_or_a_deleted_flow_are_unknown(api, client, flow):
    run = api.post(f"/flows/{flow}/runs?wait=30", json=MODEL).headers["location"].rpartition("/")[2]
    other = client(**{"x-sandbox-name": "elsewhere"})
    for address in (f"/runs/{run}", f"/runs/{run}/events"):
        assert other.get(address).status_code == 404
    assert other.post(f"/runs/{run}/action?op=rerun").status_code == 404
    api.delete(f"/flows/{flow}")
    assert api.get(f"/runs/{run}").status_code == 404
    assert api.get("/runs").json()["items"] == []
    assert client(role="administrator").get(f"/runs/{run}").status_code == 200
    assert len(client(role="administrator").get("/runs").json()["items"]) == 1


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [(b"{", "application/json", 400), (b"NaN", "application/json", 400), (b"a=1", "text/csv", 415),
     (b"--x", "multipart/form-data; boundary=y", 400), (b"", "multipart/form-data", 400)],
)  # fmt: skip
def test_an_unreadable_body_starts_nothing(api, flow, body, kind, status):
    answer = api.post(f"/flows/{flow}/runs", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert api.get("/runs").json()["items"] == []


@pytest.mark.parametrize("wait", ["-1", "x", "601", "nan"])
def test_nobody_waits_for_ever(api, flow, wait):
    assert api.post(f"/flows/{flow}/runs?wait={wait}", json=MODEL).status_code == 400


def test_a_run_is_followed_while_it_works_and_cancelled(api, runnable):
    steps = runnable["phases"][0]["steps"]
    script = "total = 0\nfor number in range(100000):\n    total += number"
    slow = {"id": "slow", "type": "execute_script", "settings": {"source": "read", "mode": "item", "script": script}}
    runnable["phases"][0]["steps"] = [steps[0], slow, steps[2] | {"settings": {"source": "slow"}}]
    flow = api.post("/flows", json={"name": "Slow", **runnable}).json()["id"]
    run = api.post(f"/flows/{flow}/runs?wait=0.01", json=[{"amount": 1}] * 400)
    assert run.status_code == 202
    run = run.json()["id"]
    with api.stream("GET", f"/runs/{run}/events") as answer:
        lines = answer.iter_lines()
        assert next(line for line in lines if line.startswith("event: ")) == "event: run_started"
        assert api.get(f"/runs/{run}").json()["status"] in ("queued", "running")
        assert api.post(f"/runs/{run}/action?op=Cancel").status_code == 200
        *_, last = [line for line in lines if line.startswith("event: ")]
    assert last == "event: complete"
    assert api.get(f"/runs/{run}").json()["status"] == "cancelled"
    assert api.post(f"/runs/{run}/action?op=cancel").status_code == 409
