"""Flows that call flows: real runs, linked both ways, without a thread that waits for itself."""

from collections.abc import Callable
from typing import Any

import pytest

from runtime.installation import Installation
from runtime.problems import Problems
from runtime.publish import publish
from storage.errors import Conflict

Documents = Any
Published = Callable[..., str]


@pytest.fixture
def published(installation: Installation, documents: Documents) -> Published:
    """A published flow of a name; its steps stand between one that takes a model and an answer."""

    def make(name: str, *steps: dict[str, Any], shape: str = "first", id: str | None = None) -> str:
        end = documents.step("out", "write_response", {"shape": shape})
        start = documents.step("in", "get_action_model", {})
        flow = installation.flows().create(documents.flow(start, *steps, end) | {"name": name}, "ann", id=id).id
        publish(installation, flow, "ann")
        return flow

    return make


def call(flow: str, **settings: Any) -> dict[str, Any]:
    return {"id": "call", "type": "execute_dataflow", "settings": {"flow": flow, **settings}}


def doubling(documents: Documents) -> dict[str, Any]:
    double = {"left": {"field": "n"}, "operator": "*", "right": {"value": 2}, "into": "double"}
    return documents.step("double", "simple_math", {"operations": [double]})  # type: ignore[no-any-return]


def ended(installation: Installation, flow: str, model: Any) -> dict[str, Any]:
    seen = installation.engine.wait(installation.engine.start(flow, model=model, user="ann"), 60)
    assert seen is not None
    return seen


def codes(seen: dict[str, Any]) -> list[str]:
    return [found["code"] for found in seen["problems"]]


@pytest.mark.parametrize(("trigger", "who"), [("manual", "ann"), ("message", None)])
def test_a_called_run_knows_who_asked_for_the_first_one(
    installation: Installation, documents: Documents, published: Any, trigger: str, who: str | None
):
    installation.people.add("ann", "a calm long sentence", "lead")
    child = published("Who", documents.step("who", "get_user_info", {}))
    parent = published("Parent", call(child))
    run = installation.engine.start(parent, model={}, user="ann", trigger=trigger)
    user = (installation.engine.wait(run, 60) or {})["result"]["result"]["user"]
    assert (user and user["userName"]) == who


def test_each_item_is_answered_by_a_run_of_its_own(installation: Installation, documents: Documents, published: Any):
    child = published("Double", doubling(documents))
    parent = published("Parent", call(child), shape="list")
    seen = ended(installation, parent, [{"n": 1}, {"n": 2}])
    assert [item["result"] for item in seen["result"]] == [{"n": 1, "double": 2}, {"n": 2, "double": 4}]
    children = installation.runs.children(seen["id"])
    assert [(one.flow, one.trigger, one.user, one.parent, one.parent_step, one.depth) for one in children] == [
        (child, "flow", "ann", seen["id"], "call", 1)
    ] * 2
    assert [one.key for one in children] == [f"{seen['id']}:call:{at}" for at in range(2)]


def test_once_with_all_items_and_with_each_element(installation: Installation, documents: Documents, published: Any):
    child = published("Double", doubling(documents), shape="list")
    whole = published("Whole", call(child, mode="whole", into=None), shape="list")
    assert ended(installation, whole, [{"n": 1}, {"n": 2}])["result"] == [{"n": 1, "double": 2}, {"n": 2, "double": 4}]
    first = published("First", doubling(documents))
    each = published("Each", call(first, mode="element", path="lines", into="told"), shape="list")
    model = [{"lines": [{"n": at} for at in range(9)]}, {"lines": []}, {"lines": None}]
    told = [item["told"] for item in ended(installation, each, model)["result"]]
    assert told == [[{"n": at, "double": 2 * at} for at in range(9)], [], None]


def test_forty_flows_that_call_flows_that_call_flows_all_end(
    installation: Installation, documents: Documents, published: Any
):
    """Many more than there are threads, at three depths, at once."""
    leaf = published("Leaf", doubling(documents))
    middle = published("Middle", call(leaf))
    top = published("Top", call(middle, parallel=3), shape="list")
    runs = [installation.engine.start(top, model=[{"n": at} for at in range(3)], user="ann") for _ in range(40)]
    for run in runs:
        seen = installation.engine.wait(run, 120)
        assert seen is not None
        assert [item["result"]["result"]["double"] for item in seen["result"]] == [0, 2, 4]


def test_a_version_goes_on_calling_what_it_was_published_with(
    installation: Installation, documents: Documents, published: Any
):
    child = published("Child", doubling(documents))
    parent = published("Parent", call(child))
    flows = installation.flows()
    flows.save(child, {**flows.get(child).document, "name": "Changed", "phases": []}, None, "ann")
    publish(installation, child, "ann")
    assert ended(installation, parent, {"n": 4})["result"]["result"] == {"n": 4, "double": 8}
    publish(installation, parent, "ann")
    assert ended(installation, parent, {"n": 4})["result"]["result"] == {"count": 0}
    flows.disable(child, "ann")
    assert codes(ended(installation, parent, {"n": 4})) == ["not_published"]


def test_flows_that_would_call_each_other_in_a_circle_are_not_published(
    installation: Installation, documents: Documents, published: Any
):
    first = published("First", doubling(documents), id="first")
    second = published("Second", call(first), id="second")
    flows = installation.flows()
    for called, circle in ((first, "First → First"), (second, "First → Second → First")):
        flows.save(first, documents.flow(documents.start, call(called), documents.end) | {"name": "First"}, None, "ann")
        with pytest.raises(Problems) as wrong:
            publish(installation, first, "ann")
        [found] = wrong.value.problems
        assert (found.code, found.setting, found.parameters["circle"]) == ("flow_calls_itself", "flow", circle)


def test_flows_call_each_other_ten_deep_and_no_deeper(installation: Installation, documents: Documents, published: Any):
    flow = published("Level 10", doubling(documents))
    for level in range(9, -1, -1):
        flow = published(f"Level {level}", call(flow))
    assert ended(installation, flow, {"n": 1})["status"] == "succeeded"
    assert len(installation.runs.list()) == 11
    with pytest.raises(Problems, match="flow_calls_too_deep"):
        published("Too deep", call(flow))


def test_a_circle_that_came_about_all_the_same_ends_at_once(
    installation: Installation, documents: Documents, published: Any
):
    """As in documents of another program, whose calls were not fixed when they were published."""
    first, second = published("First", doubling(documents)), published("Second", doubling(documents))
    for one, other, name in ((first, second, "First"), (second, first, "Second")):
        document = documents.flow(documents.start, call(other), documents.end) | {"name": name}
        installation.flows().publish(one, document, "ann")
    seen = ended(installation, second, {"n": 1})
    assert codes(seen) == ["called_run_failed"]
    cause = seen["problems"][0]["parameters"]["cause"]
    assert (cause["code"], cause["parameters"]["circle"]) == ("flow_calls_itself", "Second → First → Second")
    assert len(installation.runs.list()) == 2


def test_a_failed_call_is_the_steps_problem_and_can_be_taken_up(
    installation: Installation, documents: Documents, published: Any
):
    child = published("Picky", documents.step("out2", "execute_script", {"script": "item['m'] = 1 / item['n']"}))
    parent = published("Parent", call(child), shape="list")
    seen = ended(installation, parent, [{"n": 1}, {"n": 0}])
    [found] = seen["problems"]
    failed = next(run for run in installation.runs.children(seen["id"]) if run.status == "failed")
    assert (found["code"], found["step"], found["item"]["index"]) == ("called_run_failed", "call", 1)
    assert (found["parameters"]["flow"], found["parameters"]["run"]) == ("Picky", failed.id)
    before = len(installation.runs.list())
    installation.engine.resume(seen["id"], "ann")
    installation.engine.wait(seen["id"], 60)
    assert len(installation.runs.list()) == before


@pytest.mark.parametrize(("policy", "told"), [("skip_item", [1.0]), ("continue", [1.0, None])])
def test_a_failed_call_may_cost_its_item_alone(
    installation: Installation, documents: Documents, published: Any, policy: str, told: list[Any]
):
    child = published("Picky", documents.step("s", "execute_script", {"script": "item['m'] = 1 / item['n']"}))
    parent = published("Parent", call(child) | {"advanced": {"on_error": policy}}, shape="list")
    seen = ended(installation, parent, [{"n": 1}, {"n": 0}])
    assert [(item["result"] or {}).get("m") for item in seen["result"]] == told


def test_cancelling_a_run_cancels_what_it_called(installation: Installation, documents: Documents, published: Any):
    slow = documents.step("slow", "execute_script", {"script": "while True: pass"}, advanced={"timeout": 60})
    parent = published("Parent", call(published("Slow", slow)))
    run = installation.engine.start(parent, model={"n": 1}, user="ann")
    for _, event in installation.engine.follow(run):
        if event["type"] == "step_started" and event["step"] == "call":
            break
    child = None
    while child is None or child.status == "queued":
        child = next(iter(installation.runs.children(run)), None)
    installation.engine.cancel(run, "bob")
    seen = installation.engine.wait(run, 30)
    assert seen is not None
    assert seen["status"] == "cancelled"
    ended_child = installation.engine.wait(child.id, 30)
    assert ended_child is not None
    assert ended_child["status"] == "cancelled"


def test_a_dry_run_calls_nothing_and_says_what_it_would(
    installation: Installation, documents: Documents, published: Any
):
    parent = published("Parent", call(published("Double", doubling(documents))), shape="list")
    run = installation.engine.start(parent, model=[{"n": 1}, {"n": 2}], user="ann", dry=True)
    seen = installation.engine.wait(run, 30)
    assert seen is not None
    assert (seen["status"], [item["result"] for item in seen["result"]]) == ("succeeded", [None, None])
    would = [event for _, event in installation.engine.events(run) if event["type"] == "would_do"]
    assert [(one["code"], one["parameters"]) for one in would] == [("would_call_flow", {"flow": "Double", "count": 2})]
    assert installation.runs.children(run) == []


def test_files_of_a_called_flow_are_given_or_asked_for(
    installation: Installation, documents: Documents, published: Any
):
    child = installation.flows().create(documents.exporting("made.csv") | {"name": "Reads"}, "ann").id
    publish(installation, child, "ann")
    with pytest.raises(Problems) as wrong:
        published("Parent", call(child, files=[{"input": "bills", "field": "doc"}]))
    assert [(one.code, one.setting) for one in wrong.value.problems] == [
        ("called_flow_needs_file", "files"), ("called_flow_no_input", "files[0].input"),
    ]  # fmt: skip
    given = call(child, files=[{"input": "orders", "field": "doc"}]) | {"advanced": {"on_error": "skip_item"}}
    parent, file = published("Parent", given, shape="list"), installation.files.add(documents.orders(20), "o.csv").id
    seen = ended(installation, parent, [{"doc": file}, {"doc": "gone"}])
    assert [item["doc"] for item in seen["result"]] == [file]
    [made] = installation.runs.children(seen["id"])
    assert (made.files, [one["name"] for one in made.made_files]) == ({"orders": file}, ["made.csv"])


def test_a_paused_flow_cannot_be_chosen(installation: Installation, documents: Documents, published: Any):
    child = published("Child", doubling(documents))
    installation.flows().disable(child, "ann")
    with pytest.raises(Problems, match="called_flow_not_live"):
        published("Parent", call(child))
    with pytest.raises(Conflict, match="not_published"):
        installation.engine.start(child, user="ann")
