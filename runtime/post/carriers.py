"""Who carries mail: a mail server, or an endpoint of another system that takes messages."""

from base64 import b64encode
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Protocol

from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.settings import strictly
from runtime.connectors.smtp.message import Attached, Letter, built
from runtime.connectors.smtp.settings import SmtpSettings
from runtime.connectors.systems import HttpSystems
from runtime.page_words import plain
from runtime.post.places import PLACES, placed
from runtime.post.seals import Seals
from runtime.problems import Problems, problem
from runtime.stop import Stop
from runtime.system_access import Call
from storage.connector import Connector
from storage.errors import StorageError
from storage.files import Files
from storage.mail_address import mail_address
from storage.mails import Delivery

_PATIENCE = 20.0
"""Seconds of pauses between attempts inside one call; longer ones are the post office's."""


class Carrier(Protocol):
    """Carries mail while it is entered."""

    def __enter__(self) -> "Carrier": ...
    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
                 ) -> None: ...  # fmt: skip

    def carry(self, mail: Delivery, seals: Seals) -> None:
        """It is out of our hands when this returns. `Problems` where it never will, `Outage` where it may later."""
        ...


class ServerCarrier:
    """By a mail server."""

    def __init__(self, settings: SmtpSettings, password: str, thread: BrokerThread, files: Files) -> None:
        from runtime.connectors.smtp.session import SmtpSession

        self._settings, self._files = settings, files
        self._session = SmtpSession(settings, password, thread)

    def __enter__(self) -> "ServerCarrier":
        self._session.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
                 ) -> None:  # fmt: skip
        self._session.__exit__(kind, wrong, trace)

    def carry(self, mail: Delivery, seals: Seals) -> None:
        said = mail.content
        letter = Letter(
            mail.key, mail.recipient, seals.open(mail.subject), seals.open(said.get("text", "")), mail.created,
            mail.name, seals.open_html(said.get("html", "")), attached(self._files, mail),
        )  # fmt: skip
        content = built(letter, self._settings)
        self._session.send(mail_address(mail.recipient) or "", content)


class EndpointCarrier:
    """By an endpoint of an HTTP system; the mail's key goes with it, so that the system can tell a repetition."""

    def __init__(self, systems: HttpSystems, files: Files, stop: Stop) -> None:
        self._systems, self._files, self._stop = systems, files, stop

    def __enter__(self) -> "EndpointCarrier":
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
                 ) -> None:  # fmt: skip
        return None

    def carry(self, mail: Delivery, seals: Seals) -> None:
        connector = self._systems.connector(mail.connector)
        html = seals.open_html(mail.content.get("html", ""))
        message = {
            "to": mail.recipient, "name": mail.name, "subject": seals.open(mail.subject), "html": html,
            "text": seals.open(mail.content.get("text", "")) or plain(html), "attachments": self._documents(mail),
        }  # fmt: skip
        endpoint = connector.endpoint(mail.endpoint)
        if endpoint is None:
            raise problem("endpoint_gone", "endpoint", id=mail.endpoint, owner=connector.name)
        own = {one.name: message[one.name] for one in endpoint.parameters if one.name in PLACES}
        given = own | placed(seals.open_all(mail.content.get("parameters", {})), message)
        call = Call(mail.connector, mail.endpoint, given, key=mail.key)
        self._systems.for_step(self._stop, _PATIENCE).ask(call).expect_success(again=True)

    def _documents(self, mail: Delivery) -> list[dict[str, Any]]:
        return [
            {"name": one.name, "type": one.media_type, "content": b64encode(one.content).decode()}
            for one in attached(self._files, mail)
        ]


def attached(files: Files, mail: Delivery) -> Sequence[Attached]:
    """The documents of a mail; `Problems` where one is gone."""
    found = []
    for one in mail.content.get("attachments", ()):
        try:
            info = files.info(one["file"])
            found.append(Attached(one["name"], info.media_type, files.path(info.id).read_bytes()))
        except (StorageError, OSError) as gone:
            raise problem("mail_attachment_gone", name=one["name"]) from gone
    return found


def smtp_settings(connector: Connector) -> SmtpSettings:
    """The settings of a mail server; `Problems` that name the connector."""
    if connector.kind != "smtp":
        raise problem("connector_not_smtp", "connector", connector=connector.name, kind=connector.kind)
    settings, wrong = strictly(SmtpSettings, connector.settings)
    if wrong or not isinstance(settings, SmtpSettings):
        raise Problems(*[one.model_copy(update={"setting": "connector"}) for one in wrong])
    return settings
