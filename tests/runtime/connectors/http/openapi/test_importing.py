"""Descriptions of systems as endpoints: what is taken over, and what is said of the rest."""

import json
from textwrap import dedent

import pytest

from runtime.connectors.guard import Guard
from runtime.connectors.http.openapi import imported
from runtime.connectors.http.openapi.fetching import fetched
from runtime.problems import Problems

PETS = dedent("""
    openapi: 3.0.3
    info: {title: Pets, description: All of them, version: "1"}
    servers: [{url: "https://{where}.example/v1/", variables: {where: {default: pets}}}]
    security: [{key: []}]
    paths:
      /pets/{id}:
        parameters:
          - {name: id, in: path, required: true, schema: {type: string}}
          - {name: lang, in: query, schema: {type: string}}
        get:
          operationId: getPet
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer}}
            - {name: session, in: cookie, schema: {type: string}}
            - {name: Accept, in: header, schema: {type: string}}
            - {name: since, in: query, schema: {type: string, format: date}}
            - {name: v, in: query, required: true, schema: {enum: [2]}}
          responses:
            200: {content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
        put:
          summary: Change a pet
          requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
          responses: {204: {description: done}}
        options: {responses: {}}
      /pets:
        post:
          requestBody: {content: {application/x-www-form-urlencoded: {schema: {properties: {name: {type: string}}}}}}
          responses: {201: {content: {application/json: {example: {id: 1, born: 2024-01-31}}}}}
        delete:
          requestBody: {required: true, content: {multipart/form-data: {schema: {type: object}}}}
          responses: {}
        patch:
          servers: [{url: "https://elsewhere.example"}]
          responses: {}
      /elsewhere: {$ref: "other.yaml#/paths/x"}
    components:
      securitySchemes: {key: {type: apiKey, in: query, name: k}}
      schemas:
        Named: {required: [name], properties: {name: {type: string, example: Rex}}}
        Pet:
          allOf: [{$ref: "#/components/schemas/Named"}]
          properties:
            id: {type: integer, readOnly: true}
            "net.weight": {type: number}
            children: {type: array, items: {$ref: "#/components/schemas/Pet"}}
""").encode()


FOUR = [b"%c: &%c [%s]\n" % (name + 1, name + 1, b", ".join([b"*%c" % name] * 4)) for name in range(97, 117)]
BOMB = b"a: &a [x]\n" + b"".join(FOUR)


@pytest.fixture(scope="module")
def pets():
    return imported(PETS)


def endpoint(found, id):
    return next(one for one in found.endpoints if one.id == id)


def test_operations_become_endpoints(pets):
    assert (pets.name, pets.settings) == ("Pets", {
        "address": "https://pets.example/v1", "authentication": "api_key", "key_name": "k", "key_place": "query",
    })  # fmt: skip
    told = [(one.id, one.name, one.method, one.path) for one in pets.endpoints]
    assert told == [
        ("getpet", "getPet", "GET", "/pets/{id}"),
        ("put_pets_id", "Change a pet", "PUT", "/pets/{id}"),
        ("post_pets", "POST /pets", "POST", "/pets"),
    ]


def test_parameters_of_path_operation_and_body(pets):
    asked = [(one.name, one.place, one.type, one.required, one.value) for one in endpoint(pets, "getpet").parameters]
    assert asked == [
        ("id", "path", "integer", True, None), ("lang", "query", "string", False, None),
        ("since", "query", "date", False, None), ("v", "query", "string", True, 2),
    ]  # fmt: skip
    body = [(one.name, one.type, one.required) for one in endpoint(pets, "put_pets_id").parameters[2:]]
    assert sorted(body) == [('"net.weight"', "number", False), ("children", "array", False), ("name", "string", True)]
    assert endpoint(pets, "post_pets").body == "form"


def test_sample_answers_are_the_documents_own_or_made_of_its_schemas(pets):
    assert endpoint(pets, "post_pets").sample == {"id": 1, "born": "2024-01-31"}
    pet = endpoint(pets, "getpet").sample
    assert (pet["name"], pet["id"], pet["children"][0]["name"]) == ("Rex", 1, "Rex")
    assert endpoint(pets, "put_pets_id").sample is None


def test_everything_left_out_is_said_with_its_reason(pets):
    assert sorted((one.code, one.parameters["where"]) for one in pets.left_out) == [
        ("openapi_body", "DELETE /pets"), ("openapi_method", "OPTIONS /pets/{id}"),
        ("openapi_other_server", "PATCH /pets"), ("openapi_parameter", "GET /pets/{id}"),
        ("openapi_reference", "/elsewhere"),
    ]  # fmt: skip


def test_a_relative_address_is_found_from_where_the_document_lies():
    document = json.dumps({"openapi": "3.1.0", "servers": [{"url": "../api"}], "paths": {}}).encode()
    assert imported(document, "https://x.example/docs/openapi.json").settings == {"address": "https://x.example/api"}
    found = imported(document)
    assert (found.settings, [one.code for one in found.left_out]) == ({}, ["openapi_no_address"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "openapi_unreadable"),
        (b"a: [", "openapi_unreadable"),
        (b"\xff\xfe\xff", "openapi_unreadable"),
        (b"hello", "openapi_version"),
        (b'{"swagger": "2.0"}', "openapi_version"),
        (b"!!python/object/apply:os.system [id]", "openapi_unreadable"),
        (b"[" * 100_000, "openapi_too_large"),
        (BOMB, "openapi_too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_so(content, code):
    with pytest.raises(Problems) as wrong:
        imported(content)
    assert wrong.value.problems[0].code == code


def test_schemas_that_contain_themselves_come_to_an_end():
    again = [{"$ref": "#/components/schemas/A"}] * 3
    schemas = {
        "A": {"allOf": again, "properties": dict.fromkeys("abcdef", again[0])},
        "L": {"$ref": "#/components/schemas/L"},
    }
    answers = {"200": {"content": {"application/json": {"schema": again[0]}}}}
    paths = {
        "/a": {
            "get": {"responses": answers, "requestBody": {"content": {"application/json": {"schema": schemas["L"]}}}}
        }
    }
    document = {"openapi": "3.1.0", "paths": paths, "components": {"schemas": schemas}}
    [found] = imported(json.dumps(document).encode()).endpoints
    assert found.sample.keys() == set("abcdef")


def test_shapes_that_are_none_are_passed_over():
    odd = {"/a": 5, "/b": {"get": 1, "post": {"parameters": [3, {}], "requestBody": 7, "responses": [1]}}}
    found = imported(
        json.dumps({"openapi": "3.0.0", "info": 1, "servers": [1], "paths": odd, "components": []}).encode()
    )
    assert [one.path for one in found.endpoints] == ["/b"]


def test_a_document_is_fetched_through_the_guard(server):
    server.routes["/openapi.yaml"] = lambda asked: (200, {}, PETS)
    here = Guard(lambda: ("127.0.0.1",))
    assert fetched(f"{server.url}/openapi.yaml", here) == PETS
    for address, guard, code in [
        (f"{server.url}/openapi.yaml", Guard(), "address_refused"),
        (f"{server.url}/nothing", here, "http_status"),
        ("file:///etc/passwd", here, "http_not_sendable"),
        ("http://x:port", here, "address_malformed"),
    ]:
        with pytest.raises(Problems) as wrong:
            fetched(address, guard)
        assert wrong.value.problems[0].code == code
