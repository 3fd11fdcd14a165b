"""One flow's subscription: connected for as long as the flow is live, again and again."""

import asyncio
import logging
from asyncio import to_thread
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from runtime.connectors.brokers.broker import Broker
from runtime.connectors.brokers.brokers import Desk, SandboxBrokers
from runtime.connectors.brokers.opening import explained
from runtime.message_access import Message
from runtime.mishaps import unforeseen
from runtime.problems import Problem, Problems
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from runtime.subscriptions.state import SubscriptionState
from runtime.subscriptions.taking import Taking
from runtime.subscriptions.watching import Watch
from runtime.tasks import cancelled
from storage.errors import StorageError

_FIRST, _LONGEST = 0.5, 30.0
"""Seconds of the pauses between attempts to connect, which double."""
_IDLE, _LOOK, _SILENCE = 1.0, 2.0, 60.0
"""Seconds to wait for a first message, between looks at the lag, and after which a silent connection is given up."""


class Subscription:
    """Lives on the brokers' loop: `keep` never ends by itself, and is cancelled when the flow waits no more."""

    def __init__(self, settings: SubscribeToConnector, own: str, brokers: SandboxBrokers, taking: Taking,
                 watch: Watch, *, noted: Callable[[Desk, bool], None]) -> None:  # fmt: skip
        """`own` names this flow as a reader, and its group where the settings name none.

        `noted` is told where it reads, and whether it made there what it reads by.
        """
        self._settings, self._brokers = settings, brokers
        self._group, self._own = settings.consumer_group or own, own
        self._taking, self._watch, self._noted = taking, watch, noted
        self._pause, self._looked = _FIRST, 0.0
        self.state = SubscriptionState(settings.connector, settings.endpoint)

    async def keep(self) -> None:
        """Connect, take messages until something breaks, wait, and connect again."""
        while True:
            try:
                await self._connect()
            except Problems as wrong:
                self._tell(connected=False, error=wrong.problems[0])
            except StorageError as wrong:
                self._tell(connected=False, error=Problem(code=wrong.code, parameters=wrong.parameters))
            except Exception as wrong:
                self._tell(connected=False, error=unforeseen(wrong))
            if cancelled():
                return
            logging.getLogger("etapes").info("a subscription waits %.1f s: %s", self._pause, self.state.error)
            await asyncio.sleep(self._pause)
            self._pause = min(2 * self._pause, _LONGEST)

    async def _connect(self) -> None:
        settings = self._settings
        desk = await to_thread(self._brokers.found, settings.connector, settings.endpoint, self._group, self._own)
        broker = await to_thread(self._brokers.client, desk)
        try:
            async with broker:
                await self._consume(broker, desk)
        except (Problems, StorageError):
            raise
        except Exception as wrong:
            raise explained(wrong, broker, desk.connector, desk.endpoint, connected=self.state.connected) from wrong

    async def _consume(self, broker: Broker, desk: Desk) -> None:
        try:
            await self._follow(broker, desk)
        finally:
            if broker.made:  # perhaps just now, and nobody was told yet: what is left behind must be known
                self._noted(desk, True)

    async def _follow(self, broker: Broker, desk: Desk) -> None:
        while not cancelled():
            room = await self._watch.room(self._settings.parallel)
            async with asyncio.timeout(_SILENCE + self._settings.batch_wait):
                messages = await self._received(broker, room)
            if not self.state.connected:
                await to_thread(self._noted, desk, broker.made)
                self._pause = _FIRST
                self._tell(connected=True, since=datetime.now(UTC), error=None)
            if messages:
                await self._take(broker, messages)
            await self._look(broker)

    async def _received(self, broker: Broker, room: int) -> Sequence[Message]:
        """As many as may begin a run each; or a batch, which waits a while to be full."""
        most = self._settings.batch_size
        if most == 1:
            return await broker.receive(room, _IDLE)
        found = list(await broker.receive(most, _IDLE))
        until = monotonic() + self._settings.batch_wait
        while found and len(found) < most and (left := until - monotonic()) > 0:
            found += await broker.receive(most - len(found), left)
        return found

    async def _take(self, broker: Broker, messages: Sequence[Message]) -> None:
        """The run first, the acknowledgment then: what dies in between comes again, and is known."""
        size = self._settings.batch_size
        for at in range(0, len(messages), size):
            batch = messages[at : at + size]
            inexact = await to_thread(self._taking.take, batch)
            await broker.acknowledge(batch)
            if inexact:
                await to_thread(self._taking.acknowledged, inexact)
            last = max((one.time for one in batch if one.time), default=None) or datetime.now(UTC)
            self._tell(received=self.state.received + len(batch), last_message=last)

    async def _look(self, broker: Broker) -> None:
        if monotonic() - self._looked > _LOOK:
            self._looked = monotonic()
            self._tell(lag=await broker.waiting())

    def _tell(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
