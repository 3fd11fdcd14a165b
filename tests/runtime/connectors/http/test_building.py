"""Parameters where they belong, and no way to make another address of one."""

import pytest

from runtime.connectors.http.building import built
from runtime.connectors.http.settings import HttpSettings
from runtime.problems import Problems
from storage.connector import EndpointDocument

SETTINGS = HttpSettings(address="https://x.example/v1/", headers=[{"name": "X-A", "value": "1"}])


def endpoint(path="/o", method="POST", body="json", **parameters):
    listed = [{"name": name.replace("__", "."), "place": place} for name, place in parameters.items()]
    return EndpointDocument(id="e", path=path, method=method, body=body, parameters=listed)


def test_each_parameter_goes_to_its_place():
    asked = endpoint("/o/{id}/", id="path", q="query", n="query", h="header", a__b="body", a__c="body")
    given = {"id": "a/b c", "q": ["x", True, None], "h": 5, "n": None, "a.b": 1, "a.c": [None], "page": 2}
    made = built(SETTINGS, asked, given)
    assert (made.method, made.address) == ("POST", "https://x.example/v1/o/a%2Fb%20c/")
    assert made.query == [("q", "x"), ("q", "true"), ("page", "2")]
    assert (made.headers["h"], made.headers["x-a"]) == ("5", "1")
    assert (made.content, made.headers["content-type"]) == (b'{"a":{"b":1,"c":[null]}}', "application/json")


def test_the_body_may_be_a_whole_value_a_form_or_a_text():
    whole = {"$body": "body"}
    assert built(SETTINGS, endpoint(**whole), {"$body": [{"n": 2**70}]}).content == b'[{"n":1180591620717411303424}]'
    form = built(SETTINGS, endpoint(body="form", a="body", b="body"), {"a": "é", "b": [1, 2]})
    assert (form.content, form.headers["content-type"]) == (b"a=%C3%A9&b=1&b=2", "application/x-www-form-urlencoded")
    assert built(SETTINGS, endpoint(body="text", **whole), {"$body": "plain"}).content == b"plain"
    assert built(SETTINGS, endpoint(a="body"), {}).content is None


@pytest.mark.parametrize("value", ["", ".", "..", None])
def test_a_path_cannot_be_made_another_one(value):
    with pytest.raises(Problems) as wrong:
        built(SETTINGS, endpoint("/customers/{id}", "DELETE", id="path"), {"id": value})
    assert wrong.value.problems[0].parameters["name"] == "id"


def test_everything_wrong_is_named_at_once():
    asked = EndpointDocument(
        id="e",
        parameters=[{"name": "a", "required": True}, {"name": "b", "place": "header"}, {"name": "c", "value": 3}],
    )
    with pytest.raises(Problems) as wrong:
        built(SETTINGS, asked, {"b": "x\r\nX-Evil: 1"})
    found = [(one.code, one.parameters["name"]) for one in wrong.value.problems]
    assert found == [("endpoint_parameter_missing", "a"), ("endpoint_parameter_unusable", "b")]
    assert built(SETTINGS, asked, {"a": 1}).query == [("a", "1"), ("c", "3")]
