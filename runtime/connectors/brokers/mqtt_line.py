"""One connection to an MQTT broker: paho's own thread reads it, and what it reads comes to the loop."""

import asyncio
import socket
import ssl
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTv5, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from runtime.connectors.brokers.target import CONNECT, Inbox, Target
from runtime.message_access import Message

_KEPT = 7 * 24 * 60 * 60
"""Seconds for which the broker keeps messages for a session that is away."""
_AHEAD = 200
_REFUSED = {"Not authorized", "Bad user name or password", "Client identifier not valid"}


class Refused(Exception):
    """The broker answered that we may not."""


class Line:
    """`name` is the session's at the broker, which forgets it at the end when it is `clean`."""

    def __init__(self, target: Target, name: str, *, clean: bool) -> None:
        five, settings = target.settings.version == "5", target.settings
        self._target, self._clean, self.inbox = target, clean, Inbox()
        self._loop = asyncio.get_running_loop()
        self._answered: asyncio.Future[ReasonCode] = self._loop.create_future()
        clean_session = None if five else clean
        self.client = _GuardedClient(
            CallbackAPIVersion.VERSION2, client_id=name, clean_session=clean_session, reconnect_on_failure=False,
            protocol=MQTTv5 if five else MQTTv311, manual_ack=True,
        )  # fmt: skip
        self.client.admit, self._five = target.guard.admit, five
        self.client.max_inflight_messages_set(_AHEAD)
        self.client.connect_timeout = CONNECT
        if settings.user:
            self.client.username_pw_set(settings.user, target.password or None)
        if trusted := target.tls():
            self.client.tls_set_context(trusted)
        self.client.on_connect, self.client.on_disconnect = self._connected, self._disconnected
        self.client.on_subscribe, self.client.on_message = self._subscribed, self._arrived

    async def open(self) -> None:
        """`Refused` with the broker's word; `OSError` where none answers."""
        (host, port), *_ = self._target.settings.places()
        more: dict[str, Any] = {}
        if self._five:
            more["properties"] = properties(PacketTypes.CONNECT)
            more["properties"].SessionExpiryInterval = 0 if self._clean else _KEPT
            more["properties"].ReceiveMaximum = _AHEAD
            more["clean_start"] = self._clean
        await asyncio.to_thread(self.client.connect, host, port, 30, **more)
        self.client.loop_start()
        try:
            self._look(await asyncio.wait_for(self._answered, CONNECT))
        except BaseException:
            await self.close()
            raise

    async def subscribe(self, topic: str, qos: int) -> None:
        self._answered = self._loop.create_future()
        self.client.subscribe(topic, qos)
        self._look(await asyncio.wait_for(self._answered, CONNECT))

    async def close(self) -> None:
        self.client.disconnect()
        await asyncio.to_thread(self.client.loop_stop)

    def _look(self, reason: ReasonCode) -> None:
        if reason.is_failure:
            raise Refused(str(reason)) if str(reason) in _REFUSED else ConnectionError(str(reason))

    def _connected(self, client: Client, data: object, flags: ConnectFlags, reason: ReasonCode, more: object) -> None:
        def answered() -> None:
            if not self._answered.done():
                self._answered.set_result(reason)

        self._say(answered)

    def _subscribed(self, client: Client, data: object, number: int, reasons: list[ReasonCode], more: object) -> None:
        self._connected(client, data, ConnectFlags(False), reasons[0], more)

    def _disconnected(self, client: Client, data: object, flags: DisconnectFlags, reason: ReasonCode,
                      more: object) -> None:  # fmt: skip
        self._say(lambda: self.inbox.fail(ConnectionError(str(reason))))

    def _arrived(self, client: Client, data: object, one: MQTTMessage) -> None:
        message = _message(one)
        self._say(lambda: self.inbox.put(message))

    def _say(self, call: Callable[[], object]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)


class _GuardedClient(Client):
    """Paho's client, which connects to what the guard admits and to nothing else."""

    admit: Callable[[str, int], Sequence[str]]

    def _create_socket_connection(self) -> socket.socket:
        wrong: OSError | None = None
        for address in self.admit(self._host, self._port):
            try:
                return socket.create_connection((address, self._port), self._connect_timeout)
            except OSError as refused:
                wrong = refused
        raise wrong or OSError(f"{self._host}: no address")

    def _ssl_wrap_socket(self, plain: socket.socket) -> ssl.SSLSocket:
        """Paho forgets to close what does not become secure."""
        assert self._ssl_context
        made = self._ssl_context.wrap_socket(plain, server_hostname=self._host, do_handshake_on_connect=False)
        try:
            made.settimeout(CONNECT)
            made.do_handshake()
        except BaseException:
            made.close()
            raise
        return made


def properties(packet: int) -> Properties:
    return Properties(packet)  # type: ignore[no-untyped-call]


def _message(one: MQTTMessage) -> Message:
    told = dict(getattr(one.properties, "UserProperty", None) or [])
    named = told.pop("message-id", None)
    headers = {"topic": one.topic, **told}
    content = sha256(repr(sorted(headers.items())).encode() + one.payload).hexdigest()
    return Message(named or content, bytes(one.payload), headers, exact=named is not None, again=one.dup,
                   handle=(one.mid, one.qos))  # fmt: skip
