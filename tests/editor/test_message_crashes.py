"""kill -9 of the server among messages: each becomes one entry, however often it was delivered.

`ETAPES_TEST_MESSAGES` and `ETAPES_TEST_KILLS` make it longer, `ETAPES_TEST_BROKERS` wider: 5000 messages, 5 kills, and
rabbitmq,nats,redis,mqtt are the story of the brokers.
"""

import asyncio
import json
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from runtime.connectors.brokers.brokers import Desk
from runtime.installation import Installation
from runtime.publish import publish
from storage.component import Component, ComponentField
from tests.brokers import LOOPBACK, Post, post, until
from tests.browser.server import Server

MESSAGES = int(os.environ.get("ETAPES_TEST_MESSAGES", "150"))
KILLS = int(os.environ.get("ETAPES_TEST_KILLS", "2"))
KINDS = os.environ.get("ETAPES_TEST_BROKERS", "rabbitmq").split(",")
PATIENCE = 60 + MESSAGES / 5
"""Seconds until all messages must be entries."""
ORDER = Component(id="order", name="Order", fields=[
    ComponentField(id="number", name="number", type="integer"),
])  # fmt: skip


class Story:
    """A server whose flow makes an entry of every message; nothing but its care keeps a second one away."""

    def __init__(self, folder: Path, place: Post) -> None:
        self.place, self.folder = place, folder
        with Installation(folder) as installation:
            installation.allowed_hosts.save(LOOPBACK, "ann")
            installation.connectors().save(place.connector(), {}, "ann")
            installation.entries().define(ORDER, "ann")
            self.flow = installation.flows().create(_document(), "ann").id
            publish(installation, self.flow, "ann")
            if place.kind == "mqtt":  # the broker keeps messages for a session from its first connection on
                installation.subscriptions.start()
                until(lambda: (state := installation.subscriptions.state(self.flow)) and state.connected)
        self.server = Server(folder)
        self.seen = Installation(folder, own=False)

    def count(self) -> int:
        return self.seen.entries().count("order")

    def send(self, count: int) -> "Future[None]":
        """Publish so many messages, one after the other, while other things happen."""
        broker = self.seen.brokers().client(Desk(self.place.connector(), self.place.endpoint))

        async def sent() -> None:
            async with broker:
                for number in range(count):
                    await broker.publish(json.dumps({"number": number}).encode(), {}, f"message {number}")

        return self.seen._broker_thread.submit(asyncio.wait_for(sent(), PATIENCE))

    def kill_and_start(self) -> None:
        self.server.kill()
        self.server = Server(self.folder)

    def close(self) -> None:
        self.server.stop()
        self.seen.subscriptions.close()
        self.seen.close()


def _document() -> dict:
    steps = [
        {"id": "given", "type": "subscribe_to_connector", "settings": {"connector": "post", "endpoint": "post"}},
        {"id": "stored", "type": "store_entry_over_bus", "settings": {"component": "order", "mapping": [
            {"field": "number", "from": "number"}]}},
    ]  # fmt: skip
    return {"name": "Orders", "phases": [{"id": "a", "name": "A", "steps": [{"name": "x", **one} for one in steps]}]}


@pytest.fixture(params=KINDS)
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Story]:
    with post(request.param) as place:
        story = Story(tmp_path / "data", replace(place, user="", password=""))
        yield story
        story.close()


def test_every_message_is_one_entry_however_often_the_server_is_killed(story: Story):
    sent = story.send(MESSAGES)
    for kill in range(KILLS):
        until(lambda kill=kill: story.count() >= MESSAGES * (kill + 1) // (KILLS + 2), PATIENCE)
        story.kill_and_start()
    sent.result()
    until(lambda: story.count() >= MESSAGES, PATIENCE)
    until(lambda: not story.seen.runs.unfinished() and not story.seen.entries().outbox.waiting(), PATIENCE)
    numbers = Counter(entry["number"] for entry in story.seen.entries().query("order"))
    assert (len(numbers), set(numbers.values())) == (MESSAGES, {1})
    assert story.seen.subscriptions.dead_letters(story.flow).count() == 0
