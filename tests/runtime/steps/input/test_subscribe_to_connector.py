"""The item of a message, and what is known of it before one came. Real messages: `tests/runtime/subscriptions`."""

import pytest

from runtime.check import check
from runtime.connectors.catalog import ConnectorCatalog
from runtime.known import Known
from runtime.message_access import Message, item_of
from runtime.problems import Problems
from runtime.schema import Kind
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from storage.connector import Connector, EndpointDocument
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets

SETTINGS = {"connector": "post", "endpoint": "orders"}
SAMPLE = {"id": 1, "who": {"name": "ann"}}


def known(kind: str = "rabbitmq", sample: object = SAMPLE) -> Known:
    connectors = Connectors(None, Secrets(None, SecretKeys()))
    endpoint = EndpointDocument(id="orders", path="orders", sample=sample)
    connectors.save(Connector(name="Post", kind=kind, endpoints=[endpoint]), {}, "ann")
    return Known({"connector": ConnectorCatalog(connectors)})


def flow(*steps: dict, inputs: tuple[dict, ...] = ()) -> dict:
    return {"name": "F", "inputs": list(inputs), "phases": [{"id": "a", "name": "A", "steps": list(steps)}]}


def step(id: str, type: str = "subscribe_to_connector", **settings: object) -> dict:
    return {"id": id, "type": type, "name": id, "settings": settings or SETTINGS}


def codes(*steps: dict, inputs: tuple[dict, ...] = ()) -> list[tuple[str, str | None]]:
    answer = step("answer", "write_response", shape="list")
    return [(one.code, one.step) for one in check(flow(*steps, answer, inputs=inputs), known=known()).errors]


@pytest.mark.parametrize(
    ("body", "form", "item"),
    [
        (b'{"id": 18446744073709551616000}', "json", {"id": 18446744073709551616000}),
        (b"\xef\xbb\xbf[1, 2]", "json", {"value": [1, 2]}),
        (b"null", "json", {"value": None}),
        (b'{"id"', "text", {"text": '{"id"'}),
    ],
)
def test_the_payload_makes_the_item_and_the_message_stands_beside_it(body: bytes, form: str, item: dict):
    found = item_of(Message("7", body, {"to": "me"}), form)  # type: ignore[arg-type]
    assert found.pop("$message") == {"id": "7", "headers": {"to": "me"}, "time": None}
    assert found == item


NOT_JSON = (b"", b'{"a": NaN}', b"[" * 100_000)


@pytest.mark.parametrize(
    ("body", "code"), [*((body, "message_not_json") for body in NOT_JSON), (b"\xff\xfe", "message_not_text")]
)
def test_what_cannot_be_read_says_so(body: bytes, code: str):
    with pytest.raises(Problems, match=code):
        item_of(Message("7", body), "json")


def test_messages_that_are_sent_become_the_items(stage):
    sent = [{"id": 1, "$message": {"id": "a", "headers": {}, "time": None}}, {"id": 2}]
    stage.catalogs["connector"] = known()._catalogs["connector"]
    items = stage.play("subscribe_to_connector", SETTINGS, model=sent).items()
    assert [(item["id"], item["who"]) for item in items] == [(1, None), (2, None)]


def test_the_sample_of_the_endpoint_tells_the_fields():
    declared = SubscribeToConnector(**SETTINGS).declared_in(known())
    assert declared and list(declared) == ["id", "who", "$message"]
    assert declared["$message"].fields["headers"].kind is Kind.ANY
    text = SubscribeToConnector(**SETTINGS, format="text").declared_in(known())
    assert text and list(text) == ["text", "$message"]
    assert SubscribeToConnector(**SETTINGS).declared_in(known(sample=None)) is None


def test_a_connector_that_hands_over_no_messages_is_refused():
    found = SubscribeToConnector(**SETTINGS).problems_in(known("http"))
    assert [(one.code, one.setting) for one in found] == [("connector_no_broker", "connector")]


def test_a_flow_waits_for_one_endpoint_and_for_nothing_that_a_message_cannot_bring():
    assert codes(step("a")) == []
    assert codes(step("a"), step("b")) == [("subscription_twice", "b")]
    assert codes(step("e", "get_empty_model", x=1) | {"settings": {}}, step("a")) == [("subscription_not_first", "a")]
    file = {"name": "f", "type": "file", "required": True}
    assert codes(step("a"), inputs=(file,)) == [("subscription_input_required", "a")]
