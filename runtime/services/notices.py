"""What stands behind `ctx.notices`: people are looked up, their notices kept, mail put into the queue."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from runtime.faults import Faults
from runtime.notice_access import Addressee, Message, Way
from runtime.one_line import one_line
from runtime.page_words import plain
from runtime.post.carriers import smtp_settings
from runtime.post.counter import Counter
from runtime.problems import problem
from storage.connector import Connector
from storage.errors import NotFound
from storage.mail_address import mail_address
from storage.mails import Mail
from storage.notices import Note
from storage.person import Person, same


class RuntimeNotices:
    """For one step of a run that `user` started."""

    def __init__(self, counter: Counter, user: str, run: str, faults: Faults) -> None:
        self._counter, self._user, self._run, self._faults = counter, user, run, faults

    def ready(self, way: Way) -> None:
        if way.channel == "in_app":
            return
        connector = self._connector(way)
        if way.channel == "smtp":
            smtp_settings(connector)
        elif connector.kind != "http":
            raise problem("connector_not_http", "connector", connector=connector.name, kind=connector.kind)
        elif connector.endpoint(way.endpoint) is None:
            raise problem("endpoint_gone", "endpoint", id=way.endpoint, owner=connector.name)

    def found(self, who: str, way: Way) -> Sequence[Addressee]:
        person = self._people.get(same(who)) or self._by_id.get(who)
        if way.channel == "in_app":
            people = [person] if person else self._by_address.get(who.strip().casefold())
            if not people:
                raise problem("recipient_unknown", "recipients", who=who)
            return [_addressee(one) for one in people]
        if person and not person.email:
            raise problem("recipient_without_address", "recipients", who=person.name)
        if person is None and "@" not in who:
            raise problem("recipient_unknown", "recipients", who=who)
        return [_mailed(_addressee(person) if person else Addressee(address=who))]

    def with_role(self, role: str, way: Way) -> Sequence[Addressee]:
        people = [_addressee(one) for one in self._counter.with_role(role)]
        if way.channel == "in_app":
            return people
        odd = [one for one in people if one.address and mail_address(one.address) is None]
        for one in odd:
            self._faults.warn("recipient_left_out", who=one.name, address=one.address)
        return [_mailed(one) for one in people if one.address and one not in odd]

    def send(self, way: Way, messages: Sequence[tuple[Addressee, Message]], key: str) -> int:
        for _, message in messages:
            if one_line(message.subject) != message.subject:
                raise problem("mail_line_break", "subject")
        if way.channel == "in_app":
            for to, message in messages:
                self._counter.notices.tell([to.id], self._note(message), key)
        else:
            self._counter.mails.post(list(self._mails(way, messages, key)))
        return len(messages)

    def _mails(self, way: Way, messages: Sequence[tuple[Addressee, Message]], key: str) -> Iterator[Mail]:
        me = self._people.get(same(self._user)) if self._user else None
        for to, message in messages:
            content = {
                "text": message.text, "html": message.html, "parameters": dict(way.parameters),
                "attachments": [{"file": file, "name": name} for file, name in message.documents],
            }  # fmt: skip
            yield Mail(
                f"{key}:{to.address}", way.connector, to.address, message.subject, content,
                name=one_line(to.name), endpoint=way.endpoint, sandbox=self._counter.sandbox,
                user=me.id if me else "", run=self._run,
            )  # fmt: skip

    def _note(self, message: Message) -> Note:
        link = f"/files/{message.documents[0][0]}/content" if message.documents else ""
        return Note(subject=message.subject, body=message.text or plain(message.html), link=link)

    def _connector(self, way: Way) -> Connector:
        try:
            return self._counter.connectors.get(way.connector)
        except NotFound as gone:
            raise problem("connector_gone", "connector", id=way.connector) from gone

    @cached_property
    def _everybody(self) -> Sequence[Person]:
        return self._counter.people.list()

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {same(one.name): one for one in self._everybody}

    @cached_property
    def _by_id(self) -> dict[str, Person]:
        return {one.id: one for one in self._everybody}

    @cached_property
    def _by_address(self) -> dict[str, list[Person]]:
        found = defaultdict[str, list[Person]](list)
        for one in self._everybody:
            if one.email:
                found[one.email.casefold()].append(one)
        return found


def _addressee(person: Person) -> Addressee:
    return Addressee(person.id, person.name, person.email)


def _mailed(to: Addressee) -> Addressee:
    """With an address that a mail server takes."""
    address = mail_address(to.address)
    if address is None:
        raise problem("mail_address_wrong", "recipients", address=to.address)
    return Addressee(to.id, to.name, address)
