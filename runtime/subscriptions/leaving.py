"""What flows used at brokers, removed where nobody reads by it any more: a deleted flow leaves nothing behind."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic

from runtime.connectors.brokers.brokers import Desk, SandboxBrokers
from runtime.problems import Outage, Problems
from runtime.steps.input.subscribe_to_connector import SubscribeToConnector
from runtime.stores import Stores
from runtime.subscriptions.wanted import wanted
from storage.connector import Connector, EndpointDocument
from storage.errors import NotFound, StorageError
from storage.flows import Flows
from storage.readers import Reader, Readers

_LONGEST = 3600.0
_ATTEMPTS = 5
"""How often it is tried where the broker answers and does not want to: a reader that just left may still be seen."""


@dataclass
class _Trial:
    """How often the removal failed, and when to try again (`monotonic`)."""

    failures: int = 0
    due: float = 0.0


class Leaving:
    """Looks after the readers of flows that are deleted, or whose live version reads elsewhere or not at all.

    A paused flow keeps what it reads by: its messages wait. Another flow that reads by the same thing inherits it.
    What cannot be removed is said in the server's log.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores, self._readers = stores, Readers(stores.runs.database)
        self._trials: dict[Reader, _Trial] = {}
        self.undo = 60.0
        """Seconds for which a deleted flow may be brought back as it was."""
        self.pause = 2.0
        """Seconds of the first pause between attempts to remove something; they double up to an hour."""
        self.closing = False
        """No further removal begins."""
        self._turn = Lock()

    def note(self, sandbox: str, flow: str, desk: Desk, made: bool) -> None:
        """A flow reads there now."""
        self._readers.note(replace(_reader(sandbox, flow, desk), made=made))

    def look(self) -> None:
        """Remove what is due. Blocks for as long as brokers take to answer."""
        with self._turn:
            self._look()

    def leave(self, sandbox: str) -> None:
        """A sandbox is emptied, its connectors are still there: remove what its flows used, each tried once."""
        with self._turn:
            readers = self._readers.list()
            stay = [one for one in readers if one.sandbox != sandbox]
            for reader in [one for one in readers if one.sandbox == sandbox]:
                heir = next((one for one in stay if one.beside(reader)), None)
                if reader.made and not heir:
                    self._remove(reader)
                self._trials.pop(reader, None)
                self._readers.drop(reader, heir)

    def _look(self) -> None:
        readers = list(self._readers.list())
        over = [one for one in readers if not self._stays(one)]
        for reader in over:
            readers.remove(reader)
            heir = next((one for one in readers if one.beside(reader)), None)
            if self.closing:
                return
            if heir or not reader.made:
                self._readers.drop(reader, heir)
            elif self._trials.get(reader, _Trial()).due <= monotonic():
                self._remove(reader)

    def _stays(self, reader: Reader) -> bool:
        """Whether its flow still reads there, or may do so again as it is."""
        flows = self._stores.flows(reader.sandbox)
        try:
            if flows.get(reader.flow).state != "enabled":
                return True
            settings = wanted(flows.live(reader.flow)[1])
            return settings is not None and any(one.same(reader) for one in self._now(reader, settings))
        except NotFound:
            return self._undoable(flows, reader.flow)
        except Exception:
            logging.getLogger("etapes").exception("the live version of %s cannot be read", reader.flow)
            return True

    def _undoable(self, flows: Flows, flow: str) -> bool:
        deleted = next((one.updated_at for one in flows.deleted() if one.id == flow), None)
        return deleted is not None and datetime.now(UTC) - deleted < timedelta(seconds=self.undo)

    def _now(self, reader: Reader, settings: SubscribeToConnector) -> Iterator[Reader]:
        """What the live version reads by; a connector that is gone is as it was."""
        brokers = self._brokers(reader)
        own = brokers.group(reader.flow)
        try:
            desk = brokers.found(settings.connector, settings.endpoint, settings.consumer_group or own, own)
        except Problems:
            yield reader
        else:
            yield _reader(reader.sandbox, reader.flow, desk)

    def _remove(self, reader: Reader) -> None:
        say, told = logging.getLogger("etapes"), (reader.flow, reader.path, reader.connector)
        try:
            self._forget(reader)
        except (Problems, StorageError) as wrong:
            if self._again(reader, wrong):
                return
            say.warning("the flow %s waits no more, but what it used of %s at %s stays there: %s", *told, _said(wrong))
        else:
            say.info("the flow %s waits no more: what it used of %s at %s was removed", *told)
        self._trials.pop(reader, None)
        self._readers.drop(reader)

    def _again(self, reader: Reader, wrong: Exception) -> bool:
        """Whether it is tried again later; a broker that is away is waited for, and that is said once."""
        trial = self._trials.setdefault(reader, _Trial())
        trial.due = monotonic() + min(self.pause * 2**trial.failures, _LONGEST)
        trial.failures += 1
        away = isinstance(wrong, Outage)
        if away and trial.failures == 1:
            logging.getLogger("etapes").warning(
                "the flow %s waits no more, but what it used of %s at %s cannot be removed yet: %s",
                reader.flow, reader.path, reader.connector, _said(wrong),
            )  # fmt: skip
        kept = isinstance(wrong, Problems) and wrong.problems[0].code == "broker_kept"
        return away or (kept and trial.failures < _ATTEMPTS)

    def _forget(self, reader: Reader) -> None:
        brokers = self._brokers(reader)
        connector = brokers.connector(reader.connector)
        if _place(connector) != reader.broker:
            raise NotFound("broker", reader.broker)
        known = connector.endpoint(reader.endpoint) or EndpointDocument(id=reader.endpoint)
        own = brokers.group(reader.flow)
        endpoint = known.model_copy(update={"path": reader.path})
        try:
            brokers.forget(Desk(connector, endpoint, reader.group or own, reader=own))
        except Problems as wrong:
            if wrong.problems[0].code != "broker_endpoint_missing":
                raise

    def _brokers(self, reader: Reader) -> SandboxBrokers:
        brokers = self._stores.brokers(reader.sandbox)
        assert brokers
        return brokers


def _reader(sandbox: str, flow: str, desk: Desk) -> Reader:
    """A queue of RabbitMQ knows no groups; a session of MQTT is the flow's own."""
    group = {"rabbitmq": "", "mqtt": desk.reader}.get(desk.connector.kind, desk.group)
    path = desk.endpoint.path or desk.endpoint.id
    return Reader(sandbox, flow, desk.connector.id, desk.endpoint.id, _place(desk.connector), path, group)


def _place(connector: Connector) -> str:
    """Which broker a connector leads to."""
    told = (connector.settings.get(name) for name in ("address", "virtual_host", "database"))
    return " ".join([connector.kind, *[str(one) for one in told if one]])


def _said(wrong: Exception) -> str:
    if isinstance(wrong, Problems):
        return "; ".join(f"{one.code} {dict(one.parameters)}" for one in wrong.problems)
    return str(wrong)
