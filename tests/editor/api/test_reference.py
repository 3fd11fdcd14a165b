"""The contract, for programs and for people, and the server keeps it."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = (not_a_server_error, content_type_conformance, response_headers_conformance, response_schema_conformance,
          status_code_conformance)  # fmt: skip


def test_the_contract_names_every_call(api):
    paths = api.get("/openapi.json", headers={"authorization": ""}).json()["paths"]
    assert paths.keys() >= {
        "/flows",
        "/flows/{flow}",
        "/flows/{flow}/action",
        "/flows/{flow}/runs",
        "/runs/{run}/events",
    }
    assert all("4XX" in operation["responses"] or "400" in operation["responses"]
               for methods in paths.values() for operation in methods.values())  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_needs_no_other_host(api, language):
    page = api.get("/docs", headers={"accept-language": language})
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert re.findall(r"(?:src|href)='([^']+)'", page.text) == ["openapi.json"]
    assert "<script" not in page.text
    assert "id='problem-stale'" in page.text
    assert f"lang='{language}'" in page.text


def test_a_problems_type_leads_to_its_explanation(api):
    kind = api.get("/flows/none").json()["type"]
    page, _, anchor = kind.partition("#")
    assert f"id='{anchor}'" in api.get(page.removeprefix("/api")).text


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_random_calls_find_no_answer_outside_the_contract(api, runnable, mode):
    contract = api.get("/openapi.json").json()
    schema = schemathesis.openapi.from_dict(contract)
    schema.config.update(base_url=str(api.base_url))
    flow = api.post("/flows", json={"name": "Known", **runnable}).json()["id"]
    etag = api.shown(flow)["etag"]
    run = api.post(f"/flows/{flow}/runs?wait=30", json=[]).headers["location"].rpartition("/")[2]
    file = api.post("/files?name=known.txt", content=b"known").json()["id"]
    shop = {"name": "Shop", "kind": "http", "settings": {"address": "http://127.0.0.1:1"},
            "endpoints": [{"id": "orders", "name": "Orders"}]}  # fmt: skip
    assert api.put("/connectors/shop", json=shop).status_code == 201
    design = {"name": "Customer", "fields": [{"name": "Name", "primary_key": True}]}
    assert api.put("/components/customer", json=design).status_code == 201
    assert api.post("/components/customer/entries", json={"Name": "Ada"}).status_code == 201
    assert api.put("/templates/letter", json={"name": "Letter", "kind": "text", "text": "Dear {{ name }}"}).is_success
    known = {
        "component": "customer",
        "template": "letter",
        "entry": 1,
        "connector": "shop",
        "sandbox": "limits",
        "flow": flow,
        "run": run,
        "file": file,
        "type": "filter_source",
        "kind": "flow",
        "id": flow,
        "number": 1,
        "first": 1,
        "second": 1,
    }
    for operation in schema.get_all_operations():
        probe(operation.ok(), mode, api, known, etag)


def probe(operation, mode, api, known, etag) -> None:
    """Calls one operation with many inputs, about half of them for things that exist."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate], database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def asked(case) -> None:
        chosen = len(repr((case.body, case.query, case.headers)))
        if chosen % 2 and operation.method != "delete":
            case.path_parameters = {name: known.get(name, "nothing") for name in case.path_parameters or {}}
        headers = {name: api.headers[name] for name in ("authorization", "x-sandbox-name")}
        if operation.method == "patch" and chosen % 3:
            headers["if-match"] = etag
        case.headers = {**(case.headers or {}), **headers}
        case.call_and_validate(checks=CHECKS, timeout=30)

    asked()
