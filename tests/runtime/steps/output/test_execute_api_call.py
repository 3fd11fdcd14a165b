"""Deeds in a system: each done once, its answer beside its item."""

import json

import pytest

from runtime.engines.values import model_of
from runtime.problems import Outage, Problems
from runtime.schema import Kind
from runtime.steps.output.execute_api_call import ExecuteApiCall
from tests.runtime.steps.systems import shop

SEND = {
    "connector": "shop", "endpoint": "send",
    "parameters": [{"to": "to", "from": "who"}, {"to": "text", "expression": "upper(say)"}],
}  # fmt: skip
ITEMS = [{"who": name, "say": "hi", "on": "2024-01-31"} for name in ("ann", "ben", "ann")]


@pytest.fixture
def server(stage):
    with shop(stage) as opened:
        opened.routes["/send/"] = lambda asked: (201, {"x-n": "1"}, {"to": asked.path[6:], **asked.json})
        yield opened


def keys(server):
    return [asked.headers["idempotency-key"] for asked in server.asked]


@pytest.mark.parametrize("parallel", [1, 3])
def test_every_item_is_sent_once_under_its_own_key_and_gets_its_answer(stage, server, parallel):
    model = stage.play("execute_api_call", {**SEND, "parallel": parallel}, ITEMS)
    assert [item["answer"]["body"]["to"] for item in model.items()] == ["ann", "ben", "ann"]
    first = {"status": 201, "body": {"number": None, "note": None, "to": "ann", "text": "HI"}}
    assert model.items()[0] == {**ITEMS[0], "answer": first}
    assert sorted(keys(server)) == [f"run:execute_api_call:{at}" for at in range(3)]


def test_types_of_the_items_stay(stage, server):
    typed = stage.play(
        "transform_model", {"mapping": [{"to": "d", "from": "on", "type": "date"}], "keep_others": True}, ITEMS
    )
    model = stage.play("execute_api_call", {**SEND, "into": "got.back", "with_headers": True}, typed)
    assert (model.schema["d"].kind, model.schema["got"].fields["back"].fields["status"].kind) == (
        Kind.DATE, Kind.INTEGER,
    )  # fmt: skip
    assert model.items()[0]["got"]["back"]["headers"]["x-n"] == "1"


def test_what_was_done_is_not_done_again_by_a_later_attempt(stage, server):
    told = iter([(201, {}, {}), (400, {}, {"error": "busy"}), (201, {}, {}), (201, {}, {})])
    server.routes["/send/"] = lambda asked: next(told)
    with pytest.raises(Problems) as wrong:
        stage.play("execute_api_call", SEND, ITEMS)
    [problem] = wrong.value.problems
    assert (problem.code, problem.item["index"], problem.item["data"]["to"]) == ("http_status", 1, "ben")
    stage.play("execute_api_call", SEND, ITEMS)
    assert [key[-1] for key in keys(server)] == ["0", "1", "1", "2"]


def test_the_same_attempt_repeated_after_an_outage_goes_on_where_it_was(stage, server):
    told = iter([(201, {}, {}), None, None, None, None, (201, {}, {}), (201, {}, {})])
    server.routes["/send/"] = lambda asked: next(told) or asked.write(b"HTTP/1.1 ")
    stage.systems.wait = lambda seconds: None
    with pytest.raises(Outage):
        stage.play("execute_api_call", SEND, ITEMS)
    ExecuteApiCall.model_validate(SEND).run(stage.context, model_of(ITEMS))
    assert [key[-1] for key in keys(server)] == ["0", "1", "1", "1", "1", "1", "2"]


@pytest.mark.parametrize(("policy", "answers"), [("skip_item", [201, 201]), ("continue", [201, None, 201])])
def test_a_bad_item_is_left_out_or_has_no_answer(stage, server, policy, answers):
    server.routes["/send/"] = lambda asked: (404 if asked.path.endswith("ben") else 201, {}, {})
    model = stage.play("execute_api_call", SEND, ITEMS, advanced={"on_error": policy})
    assert [item["answer"] and item["answer"]["status"] for item in model.items()] == answers
    faults = stage.context.faults
    assert (faults.count, faults.first().code, faults.verdict()) == (1, "http_status", None)
    stage.play("execute_api_call", SEND, ITEMS, advanced={"on_error": policy})
    assert len(server.asked) == 3, "what failed for good is not tried again"


def test_once_for_all(stage, server):
    one = {**SEND, "mode": "once", "parameters": [{"to": "to", "value": "all"}, {"to": "text", "value": "x"}]}
    assert stage.play("execute_api_call", one, ITEMS).items()[0]["answer"]["status"] == 201
    assert len(server.asked) == 1
    stage.done.clear()
    everything = {**SEND, "mode": "once", "body": "items", "parameters": [{"to": "to", "from": "who"}]}
    server.routes["/send/"] = lambda asked: (200, {}, len(asked.json))
    [item] = stage.play("execute_api_call", everything, ITEMS).items()
    assert (item, json.loads(server.asked[-1].body)) == ({"answer": {"status": 200, "body": 3}}, ITEMS)


def test_the_item_may_be_the_body(stage, server):
    stage.play("execute_api_call", {**SEND, "body": "items", "parameters": [{"to": "to", "from": "who"}]}, ITEMS[:1])
    assert server.asked[0].json == ITEMS[0]


def test_a_dry_run_says_what_it_would_call_and_hands_on_the_same_fields(stage, server):
    model = stage.play("execute_api_call", SEND, ITEMS, dry=True)
    [said] = stage.events
    shown = {"count": 3, "method": "POST", "address": f"{server.url}/send/{{to}}"}
    assert (said.code, said.parameters, server.asked) == ("would_call", shown, [])
    assert [item["answer"] for item in model.items()] == [None] * 3
    assert list(model.schema["answer"].fields["body"].fields) == ["number", "note"]


def test_no_items_no_calls(stage, server):
    assert stage.play("execute_api_call", {**SEND, "parameters": []}, []).items() == []
    assert server.asked == []


def test_a_secret_that_is_given_back_does_not_stand_in_the_items(stage):
    with shop(stage, authentication="bearer", token="t0p-secret") as server:
        server.routes["/send/"] = lambda asked: (200, {}, {"you": asked.headers["authorization"]})
        model = stage.play("execute_api_call", SEND, ITEMS[:1])
    assert model.items()[0]["answer"]["body"]["you"] == "Bearer •••"
    assert (stage.events[-1].code, "t0p-secret" in repr(stage.done)) == ("secret_hidden", False)


def test_settings_that_fit_no_endpoint(stage, server):
    kind = ExecuteApiCall.model_validate({**SEND, "parameters": [{"to": "to", "value": "x"}]})
    assert [(one.code, one.parameters["name"]) for one in kind.problems_in(stage.known)] == [
        ("endpoint_parameter_missing", "text")
    ]
    assert not ExecuteApiCall.model_validate(SEND).problems_in(stage.known)
