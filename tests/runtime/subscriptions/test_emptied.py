"""A sandbox that is emptied waits for no more messages, and its brokers know nothing of it."""

import pytest

from runtime.publish import publish
from runtime.sandboxes.emptying import reset
from tests.brokers import stands, until
from tests.runtime.subscriptions.conftest import Waiting


@pytest.mark.parametrize("waiting", ["redis"], indirect=True)
def test_subscriptions_end_and_leave_nothing_at_the_broker(waiting: Waiting):
    waiting.publish().begin()
    waiting.send({"n": 1})
    waiting.ended(1)
    group = waiting.installation.brokers().group(waiting.flow)
    assert stands(waiting.place, group)
    reset(waiting.installation, "prod", "ann")
    assert waiting.state is None
    assert not stands(waiting.place, group)
    again = waiting.installation.flows().create(waiting.document, "ann")
    waiting.installation.connectors().save(waiting.place.connector(), {}, "ann")
    publish(waiting.installation, again.id, "ann")
    until(lambda: (state := waiting.installation.subscriptions.state(again.id)) and state.connected)
