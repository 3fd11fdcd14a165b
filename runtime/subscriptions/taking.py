"""From messages to runs: each message is taken once, with its run or not at all.

What makes a message the same one is decided per broker: NATS, Redis and Kafka number their messages; RabbitMQ's and
MQTT's have an id only if whoever sent them gave one. A message without id that the broker never delivered before is
another message, however equal it looks; one that comes again is the equal one that was not acknowledged.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection

from runtime.message_access import Format, Message, item_of
from runtime.problems import Problems
from storage.message_tables import TakenMessage
from storage.messages import Messages

Beside = Callable[[Connection, str], None]
Start = Callable[[list[Any], Beside], object]


class Taking:
    """Takes the messages of one endpoint for one flow. Blocks: for worker threads.

    `start` accepts a run of the flow with these items, its messages stored beside it. `place` tells endpoints apart.
    """

    def __init__(self, start: Start, messages: Messages, place: str, form: Format) -> None:
        self._start, self._messages, self._place, self._form = start, messages, place, form

    def take(self, batch: Sequence[Message]) -> list[str]:
        """One run of all that is new; what cannot be read is set aside. Then all of it may be acknowledged.

        Gives the keys of messages without an id of their own: once they are acknowledged, say so.
        """
        keys = list(self._keys(batch))
        known = self._messages.known(keys)
        fresh = dict[str, Message]()
        for key, message in zip(keys, batch, strict=True):
            if key not in known:
                fresh.setdefault(key, message)
        sound, items = list[TakenMessage](), list[Any]()
        for key, message in fresh.items():
            try:
                items.append(item_of(message, self._form))
                sound.append(_taken(key, message))
            except Problems as wrong:
                self._messages.set_aside([_taken(key, message, wrong)])
        if sound:
            self._start(items, lambda connection, run: self._messages.take(connection, run, sound))
        return [key for key, message in zip(keys, batch, strict=True) if not message.exact]

    def acknowledged(self, keys: Sequence[str]) -> None:
        """The broker knows that these are taken."""
        self._messages.acknowledged(keys)

    def _keys(self, batch: Sequence[Message]) -> Iterator[str]:
        claimed = set[str]()
        for message in batch:
            key = f"{self._place}/{message.id}"
            if not message.exact:
                key = next(self._begun(message, f"{key}/", claimed), f"{key}/{uuid4().hex}")
                claimed.add(key)
            yield key

    def _begun(self, message: Message, beginning: str, claimed: set[str]) -> Iterator[str]:
        """Equal messages that may not have been acknowledged: one that comes again is one of them."""
        if message.again:
            yield from (key for key in self._messages.unacknowledged(beginning) if key not in claimed)


def _taken(key: str, message: Message, wrong: Problems | None = None) -> TakenMessage:
    problem = wrong.problems[0].model_dump(mode="json") if wrong else None
    return TakenMessage(key, message.id, message.body, message.headers, message.time, problem=problem)
