"""Messages become runs while a flow is live: each once, in spite of everything."""

from itertools import pairwise

import pytest

from runtime.publish import publish
from runtime.subscriptions.state import Glance
from tests.brokers import KINDS, until
from tests.cut_line import line
from tests.runtime.subscriptions.conftest import Waiting

TWICE = {"id": "twice", "type": "execute_script", "name": "Twice",
         "settings": {"script": "item['twice'] = 10 // item['n']"}}  # fmt: skip


@pytest.mark.parametrize("waiting", KINDS, indirect=True)
def test_every_message_makes_one_run(waiting: Waiting):
    waiting.publish().begin()
    waiting.send(*[{"n": number} for number in range(5)], [1, 2], b"{oops")
    items = waiting.ended(6)
    assert sorted(item["n"] for item in items if "n" in item) == [0, 1, 2, 3, 4]
    assert [item["value"] for item in items if "value" in item] == [[1, 2]]
    assert all(item["$message"]["id"] for item in items)
    assert {run.trigger for run in waiting.runs} == {"message"}
    assert [letter.body for letter in waiting.dead(1)] == [b"{oops"]
    until(lambda: waiting.state and (waiting.state.received, waiting.state.unfinished) == (7, 0))
    assert waiting.state and waiting.state.error is None and waiting.state.last_message


def test_disabling_stops_it_and_another_version_switches_it(waiting: Waiting):
    waiting.publish().begin()
    flows = waiting.installation.flows()
    waiting.send({"n": 1})
    waiting.ended(1)
    flows.disable(waiting.flow, "ann")
    until(lambda: waiting.state is None)
    waiting.send({"n": 2})
    waiting.document["phases"][0]["steps"][0]["settings"]["format"] = "text"
    flows.save(waiting.flow, waiting.document, None, "ann")
    publish(waiting.installation, waiting.flow, "ann")
    assert [item.get("text") for item in waiting.ended(2)] == [None, '{"n": 2}']


def test_a_message_that_comes_again_makes_no_second_run(waiting: Waiting):
    waiting.publish().begin()
    waiting.send({"n": 1}, id="one")
    waiting.send({"n": 1}, id="one")
    waiting.send({"n": 2}, id="two")
    assert [item["n"] for item in waiting.ended(2)] == [1, 2]
    until(lambda: waiting.state and waiting.state.received == 3)
    assert len(waiting.runs) == 2


@pytest.mark.parametrize("waiting", ["rabbitmq", "nats", "redis", "mqtt"], indirect=True)
def test_a_line_that_is_cut_is_found_again_and_nothing_is_lost(waiting: Waiting):
    with line(waiting.place.port) as between:
        waiting.publish(port=between.port).begin()
        waiting.send({"n": 0})
        waiting.ended(1)
        between.cut()
        until(lambda: waiting.state and waiting.state.error)
        assert waiting.state and (waiting.state.connected, waiting.glance.standing) == (False, "reconnecting")
        waiting.send(*[{"n": number} for number in range(1, 4)])
        between.mend()
        assert sorted(item["n"] for item in waiting.ended(4)) == [0, 1, 2, 3]
        assert waiting.state and waiting.state.connected and waiting.state.error is None
        waiting.installation.subscriptions.close()


@pytest.mark.parametrize("waiting", ["redis", "mqtt"], indirect=True)
def test_flows_of_one_group_share_the_messages(waiting: Waiting):
    waiting.publish(consumer_group="together").begin()
    other = waiting.installation.flows().create(waiting.document, "ann").id
    publish(waiting.installation, other, "ann")
    states = waiting.installation.subscriptions.state
    until(lambda: (state := states(other)) and state.connected)
    waiting.send(*[{"n": number} for number in range(6)])
    both = [waiting.flow, other]
    until(lambda: sum(state.received for flow in both if (state := states(flow))) >= 6)
    assert sum(len(waiting.installation.runs.list(flow)) for flow in both) == 6


def test_a_batch_is_one_run_and_waits_to_be_full(waiting: Waiting):
    waiting.publish(batch_size=3, batch_wait=0.5).begin()
    waiting.send(*[{"n": number} for number in range(4)])
    assert [item["n"] for item in waiting.ended(2)] == [0, 1, 2, 3]
    assert len(waiting.runs) == 2


def test_a_message_whose_run_keeps_failing_is_set_aside_repaired_and_replayed(waiting: Waiting):
    waiting.publish(TWICE, attempts=2).begin()
    waiting.send({"n": 0}, {"n": 5})
    letter, *_ = waiting.dead(1)
    assert (letter.body, letter.run) == (b'{"n": 0}', waiting.runs[-1].id)
    assert letter.problem and letter.problem["code"].startswith("script_")
    run = waiting.installation.subscriptions.replay(waiting.flow, letter.number, b'{"n": 2}', "ann")
    assert sorted(item["twice"] for item in waiting.ended(2)) == [2, 5]
    assert waiting.installation.runs.get(run).user == "ann"
    waiting.dead(0)


def test_what_is_no_json_is_repaired_and_run(waiting: Waiting):
    waiting.publish().begin()
    waiting.send(b'{"n": 1')
    letter, *_ = waiting.dead(1)
    replay = waiting.installation.subscriptions.replay
    with pytest.raises(Exception, match="message_not_json"):
        replay(waiting.flow, letter.number, b'{"n": 1]', "ann")
    replay(waiting.flow, letter.number, b'{"n": 1}', "ann")
    assert [item["n"] for item in waiting.ended(1)] == [1]
    with pytest.raises(Exception, match="dead_letter_not_found"):
        replay(waiting.flow, letter.number, b'{"n": 1}', "ann")


def test_unfinished_runs_hold_messages_back(waiting: Waiting):
    waiting.publish(parallel=1).begin()
    waiting.send(*[{"n": number} for number in range(8)])
    assert [item["n"] for item in waiting.ended(8)] == list(range(8))
    runs = [waiting.installation.runs.get(run.id) for run in reversed(waiting.runs)]
    assert all(a.finished <= b.created for a, b in pairwise(runs) if a.finished)


def test_a_run_by_hand_looks_at_what_waits_and_leaves_it_there(waiting: Waiting):
    waiting.publish()
    engine = waiting.installation.engine
    waiting.send({"n": 1}, {"n": 2})
    for _ in range(2):
        seen = engine.wait(engine.start(waiting.flow, user="ann"), 20)
        assert seen and [item["n"] for item in seen["result"]] == [1, 2]
    waiting.begin()
    assert [item["n"] for item in waiting.ended(4)][4:] == [1, 2]


def test_a_caller_may_send_messages_of_their_own(waiting: Waiting):
    waiting.publish()
    engine = waiting.installation.engine
    seen = engine.wait(engine.start(waiting.flow, model=[{"n": 7}], user="ann"), 20)
    assert seen and seen["result"] == [{"n": 7}]


def test_a_queue_that_is_gone_is_told(waiting: Waiting):
    waiting.publish()
    connectors = waiting.installation.connectors()
    made = connectors.get("post")
    made.endpoints[0].path, made.endpoints[0].options = "not-there", {}
    connectors.save(made, {}, "ann")
    waiting.installation.subscriptions.start()
    state = until(lambda: waiting.state and waiting.state.error and waiting.state)
    assert state.error.code == "broker_endpoint_missing"
    assert waiting.glance == Glance("failing", state.error)


def test_a_glance_counts_what_was_set_aside_also_when_the_flow_waits_no_more(waiting: Waiting):
    waiting.publish().begin()
    waiting.send(b"{oops", b"{again")
    waiting.dead(2)
    assert waiting.glance == Glance("connected", dead_letters=2)
    waiting.installation.flows().disable(waiting.flow, "ann")
    until(lambda: waiting.state is None)
    assert waiting.glance == Glance(None, dead_letters=2)
    assert waiting.installation.subscriptions.glances(["another"]) == {}
