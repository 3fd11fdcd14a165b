"""Notices, mail and who carries it, in one file of the data folder."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.smtp.message import Letter, built
from runtime.connectors.systems import HttpSystems
from runtime.notice_access import Message
from runtime.post.carriers import Carrier, EndpointCarrier, ServerCarrier, smtp_settings
from runtime.post.counter import tell_of
from runtime.post.office import WAITS, Place, PostOffice
from runtime.problems import problem
from runtime.stop import Stop
from storage.connector import Connector
from storage.connectors import Connectors
from storage.database import Database
from storage.files import Files
from storage.mail_address import mail_address
from storage.mails import Mails
from storage.notice_tables import TABLES
from storage.notices import Notices
from storage.vault import Vault
from storage.witness import Witness, unseen


class PostRoom:
    """`notices` and `mails` may be used at once; mail is carried between `start` and `stop`, by the folder's owner."""

    def __init__(self, folder: Path, *, vault: Vault, files: Files, connectors: Callable[[str], Connectors],
                 systems: Callable[[str], HttpSystems], thread: BrokerThread, witness: Witness = unseen,
                 waits: Sequence[float] = WAITS) -> None:  # fmt: skip
        self._database = Database(folder / "notices.sqlite", TABLES, durable=True)
        self.notices, self.mails = Notices(self._database), Mails(self._database, witness=witness)
        self._files, self._connectors, self._systems, self._thread = files, connectors, systems, thread
        self._stop, self._started = Stop(), False
        self._office = PostOffice(self.mails, vault, self._carrier, lambda mail: tell_of(self.notices, mail),
                                  cut=self._cut, waits=waits)  # fmt: skip

    def start(self) -> None:
        self._office.start()
        self._started = True

    def drain(self, seconds: float) -> int:
        """Give what is due now so long to go out; how many mails wait still, for the next start."""
        if self._started:
            self._office.drain(seconds)
        return self.mails.waiting()

    def stop(self) -> None:
        """What is not sent goes out after the next start."""
        if self._started:
            self._office.close()

    def close(self) -> None:
        self._database.close()

    def try_server(self, connector: Connector, typed: Mapping[str, str], sandbox: str, recipient: str,
                   message: Message) -> None:  # fmt: skip
        """Have a mail server let us in as it is filled in, and take a message where there is a `recipient`.

        `typed` are secrets that are not stored yet. `Problems`.
        """
        from runtime.connectors.smtp.session import SmtpSession

        settings = smtp_settings(connector)
        address = mail_address(recipient)
        if recipient and address is None:
            raise problem("mail_address_wrong", address=recipient)
        secret = typed.get("password") or (self._secret(sandbox, connector.id) if settings.password else "")
        with SmtpSession(settings, secret, self._thread) as session:
            if address:
                letter = Letter(uuid4().hex, address, message.subject, message.text, datetime.now(UTC))
                session.send(address, built(letter, settings))

    def _carrier(self, place: Place) -> Carrier:
        sandbox, name = place
        connector = self._systems(sandbox).connector(name)
        if connector.kind == "http":
            return EndpointCarrier(self._systems(sandbox), self._files, self._stop)
        settings = smtp_settings(connector)
        password = self._secret(sandbox, name) if settings.password else ""
        return ServerCarrier(settings, password, self._thread, self._files)

    def _secret(self, sandbox: str, connector: str) -> str:
        return self._connectors(sandbox).secret(connector, "password")

    def _cut(self) -> None:
        self._stop.pull("closing")
        self._thread.close()
