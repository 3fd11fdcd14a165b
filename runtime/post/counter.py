"""The counter: where messages are handed in, whom they may go to, and who hears of those that did not arrive."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from storage.connectors import Connectors
from storage.mails import Delivery, Mails
from storage.notices import Note, Notices
from storage.people import People, Person
from storage.roles import Roles


@dataclass(frozen=True)
class Counter:
    """That of one sandbox."""

    people: People
    roles: Roles
    notices: Notices
    mails: Mails
    connectors: Connectors
    sandbox: str = "prod"

    def with_role(self, role: str) -> Sequence[Person]:
        """Everybody whose account is open and who has the role here, by themself, by assignment or in a group."""
        holders = set(self._holders(role))
        return [one for one in self.people.list() if not one.disabled and (one.role == role or one.id in holders)]

    def _holders(self, role: str) -> Iterator[str]:
        """The ids of those that the role was assigned to."""
        members = {group.holder: group.members for group in self.roles.groups.list()}
        for one in self.roles.all():
            if one.role == role and not one.context and one.sandbox in ("", self.sandbox):
                yield from members.get(one.holder, (one.holder,))


def tell_of(notices: Notices, mail: Delivery) -> None:
    """Whoever started the run hears once that mail of it did not arrive."""
    link = f"/connectors/{mail.connector}#deliveries"
    note = Note(code="mail_failed", parameters={"recipient": mail.recipient, "subject": mail.subject}, link=link)
    _tell(notices, [mail.user], note, f"mail_failed:{mail.run or mail.key}")


def _tell(notices: Notices, people: Iterable[str], note: Note, key: str) -> None:
    notices.tell([one for one in people if one], note, key)
