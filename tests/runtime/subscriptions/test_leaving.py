"""A flow that waits no more leaves nothing behind at the broker, unless somebody else needs it."""

import pytest

from runtime.publish import publish
from tests.brokers import KINDS, stands, until
from tests.cut_line import line
from tests.runtime.subscriptions.conftest import Waiting


def own_group(waiting: Waiting) -> str:
    return waiting.installation.brokers().group(waiting.flow)


def begun(waiting: Waiting, **settings: object) -> Waiting:
    """A flow that reads, and whose deletion cannot be undone."""
    waiting.installation.subscriptions.leaving.undo = 0
    waiting.publish(**settings).begin()
    return waiting


def delete(waiting: Waiting, flow: str) -> None:
    waiting.installation.flows().delete(flow, "ann")


@pytest.mark.parametrize("waiting", KINDS, indirect=True)
def test_a_deleted_flow_leaves_nothing_at_the_broker(waiting: Waiting):
    begun(waiting)
    waiting.send({"n": 1})
    waiting.ended(1)
    group = own_group(waiting)
    if waiting.place.kind != "mqtt":  # whoever looks at a session takes it over
        assert stands(waiting.place, group)
    delete(waiting, waiting.flow)
    until(lambda: not stands(waiting.place, group), 40)


@pytest.mark.parametrize("waiting", ["nats", "redis"], indirect=True)
def test_a_version_that_waits_no_more_leaves_nothing(waiting: Waiting):
    begun(waiting)
    group, flows = own_group(waiting), waiting.installation.flows()
    flows.save(waiting.flow, {"name": "Waiting", "phases": []}, None, "ann")
    publish(waiting.installation, waiting.flow, "ann")
    until(lambda: not stands(waiting.place, group))


@pytest.mark.parametrize("waiting", ["rabbitmq", "nats", "redis"], indirect=True)
def test_what_flows_share_goes_with_the_last_of_them(waiting: Waiting):
    begun(waiting, consumer_group="together")
    subscriptions = waiting.installation.subscriptions
    other = waiting.installation.flows().create(waiting.document, "ann").id
    publish(waiting.installation, other, "ann")
    until(lambda: (state := subscriptions.state(other)) and state.connected)
    delete(waiting, waiting.flow)
    until(lambda: waiting.state is None)
    subscriptions.leaving.look()
    assert stands(waiting.place, "together")
    delete(waiting, other)
    until(lambda: not stands(waiting.place, "together"))


def test_a_paused_flow_keeps_its_place_and_so_does_a_deleted_one_that_may_come_back(waiting: Waiting):
    waiting.publish().begin()
    flows, leaving = waiting.installation.flows(), waiting.installation.subscriptions.leaving
    flows.disable(waiting.flow, "ann")
    until(lambda: waiting.state is None)
    leaving.look()
    flows.enable(waiting.flow, "ann")
    delete(waiting, waiting.flow)
    leaving.look()
    assert stands(waiting.place, "")
    flows.undelete(waiting.flow, "ann")
    waiting.send({"n": 1})
    assert [item["n"] for item in waiting.ended(1)] == [1]


def test_a_broker_that_is_away_is_waited_for_and_that_is_said(waiting: Waiting, caplog: pytest.LogCaptureFixture):
    with line(waiting.place.port) as between:
        begun(waiting, port=between.port)
        between.cut()
        delete(waiting, waiting.flow)
        until(lambda: "cannot be removed yet: broker_unreachable" in caplog.text)
        assert stands(waiting.place, "")
        between.mend()
        until(lambda: not stands(waiting.place, ""))
        waiting.installation.subscriptions.close()


def test_messages_that_nobody_took_stay_and_that_is_said(waiting: Waiting, caplog: pytest.LogCaptureFixture):
    waiting.installation.subscriptions.leaving.pause = 0.01
    begun(waiting).installation.flows().disable(waiting.flow, "ann")
    until(lambda: waiting.state is None)
    waiting.send({"n": 1})
    delete(waiting, waiting.flow)
    until(lambda: "stays there: broker_kept" in caplog.text, 60)
    assert stands(waiting.place, "")
