"""All subscriptions of an installation: begun with publishing, ended with disabling, switched with another version."""

import asyncio
from asyncio import to_thread
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from runtime.connectors.brokers.guarded import BrokerThread
from runtime.engine import Engine
from runtime.message_access import Message, item_of
from runtime.retention import days_kept
from runtime.stores import Stores
from runtime.subscriptions.leaving import Leaving
from runtime.subscriptions.live_flows import LiveFlow, LiveFlows, Place
from runtime.subscriptions.state import Glance, SubscriptionState
from runtime.subscriptions.subscription import Subscription
from runtime.subscriptions.taking import Beside, Taking
from runtime.subscriptions.wanted import wanted
from runtime.subscriptions.watching import Watch
from runtime.tasks import end, tried
from storage.dead_letters import DeadLetters, dead_letter_counts
from storage.errors import NotFound
from storage.message_tables import TABLES
from storage.messages import Messages, flows_with_open_runs, forget_done

_EVERY = 1.0
"""Seconds between two looks at what is published; a look at flows that did not change costs next to nothing."""


class Subscriptions:
    """Works after `start`, which only the process that owns the data folder calls."""

    def __init__(self, engine: Engine, stores: Stores, thread: BrokerThread) -> None:
        self._engine, self._stores, self._thread = engine, stores, thread
        self._live = LiveFlows(stores.folder, stores.flows, stores.brokers)
        stores.runs.database.make(TABLES)
        self._running: dict[Place, tuple[LiveFlow, Subscription, asyncio.Task[None]]] = {}
        self._watches: dict[Place, Watch] = {}
        self.leaving = Leaving(stores)
        self._work: list[Future[None]] = []
        self._silent: set[str] = set()

    def start(self) -> None:
        """Begin with what is published now, and follow every change."""
        self._work = [self._thread.submit(self._keep()), self._thread.submit(self._leave())]

    def close(self) -> None:
        """Take no more messages. Runs go on."""
        self.leaving.closing = True
        for work in self._work:
            work.cancel()
        if self._work:
            with suppress(CancelledError, Exception):
                self._thread.submit(self._switch({})).result()

    @contextmanager
    def ended(self, sandbox: str) -> Iterator[None]:
        """Inside, no flow of the sandbox waits for messages: its subscriptions end at once. Blocks until they did."""
        self._silent.add(sandbox)
        try:
            if self._work:
                mine = {place: live for place, (live, *_) in dict(self._running).items() if place[0] != sandbox}
                self._thread.submit(self._switch(mine)).result()
            yield
        finally:
            self._silent.discard(sandbox)

    def state(self, flow: str, sandbox: str = "prod") -> SubscriptionState | None:
        """How it is doing; None where the flow waits for no messages."""
        running, watch = self._running.get((sandbox, flow)), self._watches.get((sandbox, flow))
        if running is None:
            return None
        count = self.dead_letters(flow, sandbox).count()
        return replace(running[1].state, unfinished=watch.unfinished if watch else 0, dead_letters=count)

    def glances(self, flows: Iterable[str], sandbox: str = "prod") -> dict[str, Glance]:
        """Those of the flows that wait for messages or have some set aside, in one look."""
        asked = list(flows)
        counts = dead_letter_counts(self._stores.runs.database, asked, sandbox)
        running = {flow: one.state for (where, flow), (_, one, _) in dict(self._running).items() if where == sandbox}
        waiting = {
            flow: Glance(state.standing, state.error, counts.get(flow, 0))
            for flow, state in running.items()
            if flow in asked
        }
        return {flow: Glance(dead_letters=count) for flow, count in counts.items()} | waiting

    def dead_letters(self, flow: str, sandbox: str = "prod") -> DeadLetters:
        """The flow's messages that wait for a person."""
        return DeadLetters(self._stores.runs.database, flow, sandbox)

    def replay(self, flow: str, number: int, body: bytes, user: str, sandbox: str = "prod") -> str:
        """Run the flow with a repaired message; gives the run's id. `Problems` where it is still none, `NotFound`."""
        letters = self.dead_letters(flow, sandbox)
        letter = letters.get(number)
        settings = wanted(self._stores.flows(sandbox).live(flow)[1])
        if settings is None:
            raise NotFound("subscription", flow)
        item = item_of(Message(letter.id, body, letter.headers, letter.sent), settings.format)
        return self._begin(
            (sandbox, flow), user, [item], lambda connection, run: letters.replay(connection, number, run, body)
        )

    def _begin(self, place: Place, user: str, items: list[Any], beside: Beside) -> str:
        sandbox, flow = place
        run = self._engine.start(flow, model=items, user=user, trigger="message", sandbox=sandbox, beside=beside)
        if watch := self._watches.get(place):
            watch.add(run)
        return run

    async def _keep(self) -> None:
        while not await tried("the messages of earlier processes could not be taken up", self._take_up()):
            await asyncio.sleep(_EVERY)
        while True:
            await tried("the published flows could not be looked at", self._follow())
            await asyncio.sleep(_EVERY)

    async def _leave(self) -> None:
        while True:
            await asyncio.sleep(_EVERY)
            await tried("what flows left at brokers could not be looked at", to_thread(self.leaving.look))

    async def _take_up(self) -> None:
        for place in await to_thread(flows_with_open_runs, self._stores.runs.database):
            watch = self._watch(place)
            for run in await to_thread(self._messages(place).open_runs):
                watch.add(run)
        if days := days_kept():
            await to_thread(forget_done, self._stores.runs.database, datetime.now(UTC) - timedelta(days=days))

    async def _follow(self) -> None:
        await self._switch(await to_thread(self._live.look))

    async def _switch(self, found: Mapping[Place, LiveFlow]) -> None:
        """End what is not wanted any more, or wanted differently; then begin what is new."""
        over = [place for place, (live, *_) in self._running.items()
                if found.get(place) != live or place[0] in self._silent]  # fmt: skip
        await end([self._running.pop(place)[2] for place in over])
        for place, live in found.items():
            if place not in self._running and place[0] not in self._silent:
                subscription = self._subscription(place, live)
                self._running[place] = live, subscription, asyncio.create_task(subscription.keep())

    def _subscription(self, place: Place, live: LiveFlow) -> Subscription:
        settings, brokers = live.settings, self._stores.brokers(place[0])
        assert brokers
        watch = self._watch(place)
        watch.attempts = settings.attempts
        taking = Taking(
            lambda items, beside: self._begin(place, live.user, items, beside), self._messages(place),
            f"{settings.connector}/{live.path}", settings.format,
        )  # fmt: skip
        sandbox, flow = place
        return Subscription(
            settings, brokers.group(flow), brokers, taking, watch,
            noted=lambda desk, made: self.leaving.note(sandbox, flow, desk, made),
        )  # fmt: skip

    def _watch(self, place: Place) -> Watch:
        if place not in self._watches:
            self._watches[place] = Watch(self._engine, self._messages(place))
        return self._watches[place]

    def _messages(self, place: Place) -> Messages:
        return Messages(self._stores.runs.database, place[1], place[0])
