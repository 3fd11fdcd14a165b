"""The public contracts, kept to the letter: RFC 6902's own suite and the calls of Flow Service's own guide."""

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from editor.api.json_patch import same

PLACE = "/transformations/0/params/doc"


def records(shared: Path) -> list[dict[str, Any]]:
    files = sorted((shared / "conformance" / "json-patch-tests").glob("*.json"))
    return [
        one
        for file in files
        for one in json.loads(file.read_text("utf-8"))
        if "patch" in one and not one.get("disabled")
    ]


def moved(operation: Any) -> Any:
    """The operation for a document that stands at PLACE."""
    if not isinstance(operation, dict):
        return operation
    there = {name: PLACE + pointer for name in ("path", "from") if is_pointer(pointer := operation.get(name))}
    return operation | there


def is_pointer(value: Any) -> bool:
    return isinstance(value, str) and (value == "" or value.startswith("/"))


def test_the_public_json_patch_suite(shared, either):
    cases = records(shared)
    assert len(cases) >= 108
    wrong = [case.get("comment", case) for case in cases if not conforms(either, case)]
    assert wrong == []


def conforms(client: Any, case: dict[str, Any]) -> bool:
    flow, etag = client.draft(transformations=[{"params": {"doc": case["doc"]}}])
    patch = [moved(operation) for operation in case["patch"]]
    answer = client.patch(
        f"/flows/{flow}", content=json.dumps(patch), headers={"if-match": etag, "content-type": "application/json"}
    )
    after = client.shown(flow)["transformations"][0]["params"]["doc"]
    if "error" in case:
        return bool(answer.status_code == 400 and same(after, case["doc"]))
    return bool(answer.status_code == 200 and same(after, case.get("expected", case["doc"])))


def test_our_own_cases_hold_for_the_same_laws(either):
    """Where the public suite is not at hand: a case per operation, and per way to go wrong."""
    doc = {"a": {"b": [1, 2, {"c": None}]}, "x/y": 1, "~": 2, "é": "ü"}
    seen = {"op": "test", "path": "/a/b"}
    good: list[list[dict[str, Any]]] = [
        [{"op": "add", "path": "/a/b/1", "value": 9}, seen | {"value": [1, 9, 2, {"c": None}]}],
        [{"op": "add", "path": "/a/b/-", "value": False}, seen | {"value": [1, 2, {"c": None}, False]}],
        [{"op": "remove", "path": "/a"}, {"op": "test", "path": "", "value": {"x/y": 1, "~": 2, "é": "ü"}}],
        [{"op": "replace", "path": "/a/b/2/c", "value": {}}, seen | {"value": [1, 2, {"c": {}}]}],
        [{"op": "move", "from": "/x~1y", "path": "/a/b/0"}, seen | {"value": [1, 1, 2, {"c": None}]}],
        [{"op": "copy", "from": "/~0", "path": "/~1"}, {"op": "test", "path": "/~1", "value": 2.0}],
        [{"op": "replace", "path": "", "value": [True]}, {"op": "test", "path": "/0", "value": True}],
    ]
    bad: list[dict[str, Any]] = [
        {"op": "test", "path": "/a/b/0", "value": True},
        {"op": "test", "path": "/a/b/2/c", "value": False},
        {"op": "add", "path": "/a/b/5", "value": 0},
        {"op": "remove", "path": "/a/b/-"},
        {"op": "replace", "path": "/nothing", "value": 0},
        {"op": "move", "from": "/a", "path": "/a/b/0"},
        {"op": "copy", "from": "/nothing", "path": "/there"},
        {"op": "add", "path": "/nothing/deeper", "value": 0},
    ]
    for patch in good:
        flow, etag = either.draft(transformations=[{"params": {"doc": doc}}])
        assert either.change(flow, etag, *map(moved, patch)).status_code == 200, patch
    assert [one for one in bad if not conforms(either, {"doc": doc, "patch": [one], "error": "any"})] == []


class Guide:
    """The guide's printed calls, with our address and a caller's own values put in."""

    def __init__(self, shared: Path, client: Any) -> None:
        text = next((shared / "seeds").glob("004*.txt")).read_text("utf-8")
        self.blocks = [block.strip("\n") for block in re.findall(r"```shell\n(.*?)```", text, re.DOTALL)]
        self.client = client
        sent = client.headers
        self.values = {
            "{ACCESS_TOKEN}": sent["authorization"].removeprefix("Bearer "),
            "{API_KEY}": sent["x-api-key"],
            "{ORG_ID}": sent["x-gw-ims-org-id"],
            "{SANDBOX_NAME}": sent["x-sandbox-name"],
        }

    def run(self, block: str, flow: str = "", etag: str = "") -> tuple[int, Any]:
        """Status and body; run by a shell exactly as printed, so a missing backslash ends the command there."""
        address = str(self.client.base_url).rstrip("/")
        text = re.sub(r"https://[\w.-]+/data/foundation/flowservice", address, block)
        for name, value in self.values.items():
            text = text.replace(name, value)
        text = re.sub(r"flows/[0-9a-f-]{36}", f"flows/{flow}", text)
        text = re.sub(r'If-Match: "[^"]*"', f"If-Match: {etag}", text)
        status = shlex.quote("\n%{http_code}")
        script = f'curl() {{ command curl -sS --noproxy "*" -w {status} "$@"; }}\n{text}\n\ntrue\n'
        said = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=True).stdout
        body, _, code = said.rpartition("\n")
        return int(code), json.loads(body) if body else None


@pytest.fixture
def guide(shared, flow_service) -> Guide:
    return Guide(shared, flow_service)


def test_block_1_with_its_missing_line_makes_a_draft(guide, flow_service):
    status, body = guide.run("curl -X POST \\\n" + guide.blocks[0])
    assert status == 201
    shown = flow_service.shown(body["id"])
    assert (shown["state"], shown["etag"]) == ("draft", body["etag"])
    assert shown["flowSpec"] == {"id": "c1a19761-d2c7-4702-b9fa-fe91f0613e81", "version": "1.0"}


def test_block_2_as_printed_changes_nothing(guide, flow_service):
    flow, etag = flow_service.draft()
    status, body = guide.run(guide.blocks[1], flow, etag)
    assert (status, body["error_code"]) == (400, "1403-400")
    assert flow_service.shown(flow)["etag"] == etag


def test_block_2_with_its_missing_backslash_adds_the_mapping(guide, flow_service):
    flow, etag = flow_service.draft()
    block = guide.blocks[1].replace("{SANDBOX_NAME}'\n", "{SANDBOX_NAME}' \\\n")
    status, body = guide.run(block, flow, etag)
    assert status == 200
    assert body["id"] == flow
    assert body["etag"] != etag
    assert flow_service.shown(flow)["transformations"][0]["params"]["mappingVersion"] == 0


def test_block_3_says_what_is_missing_until_connections_can_be_made(guide, flow_service):
    _, made = guide.run("curl -X POST \\\n" + guide.blocks[0])
    status, body = guide.run(guide.blocks[2], made["id"])
    assert (status, [one["code"] for one in body["errors"]]) == (
        400,
        ["source_connection_missing", "target_connection_missing"],
    )
    assert flow_service.shown(made["id"])["etag"] == made["etag"]
