"""One connection to a mail server, on the guarded loop, and what its words mean."""

import asyncio
import ssl
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, TypeVar

import aiosmtplib
from aiosmtplib import errors

from runtime.connectors.brokers.guarded import BrokerThread
from runtime.connectors.http.masks import Masks
from runtime.connectors.http.not_connected import not_connected
from runtime.connectors.http.trust import trust
from runtime.connectors.smtp.settings import SmtpSettings
from runtime.problems import Outage, Problem, Problems, problem
from storage.mail_address import mail_address

T = TypeVar("T")
_SAID = 300
"""Characters of a server's words that a sentence quotes."""


class Unreachable(Outage):
    """The server cannot be spoken to at all now: no other mail will fare better."""


class Uncertain(Outage):
    """The line broke before the server said whether it took the message."""


class SmtpSession:
    """Opened when it is entered, for calls from any other thread than the loop's own.

    `Unreachable` where it does not come about, a wrong password included: a person mends that, and the mail goes then.
    """

    def __init__(self, settings: SmtpSettings, password: str, thread: BrokerThread) -> None:
        self._settings, self._password, self._thread = settings, password, thread
        self._masks = Masks([password])
        self._client: aiosmtplib.SMTP | None = None
        self._trusted: ssl.SSLContext | None = None

    def __enter__(self) -> "SmtpSession":
        if self._settings.encryption != "none":
            self._trusted = trust(self._settings.certificate)
        self._asked(self._connect())
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
                 ) -> None:  # fmt: skip
        self._asked(self._leave())

    def send(self, recipient: str, content: bytes) -> None:
        """The server has taken the message when this returns, whatever becomes of it or of the line then.

        `Problems` where it never will, `Outage` where it may another time, `Uncertain` where nobody knows.
        """
        self._asked(self._send(recipient, content))

    def _asked(self, work: Coroutine[Any, Any, T]) -> T:
        return self._thread.submit(work).result()

    async def _connect(self) -> None:
        settings, (host, port) = self._settings, self._settings.place()
        sender = mail_address(settings.sender) or ""
        client = aiosmtplib.SMTP(
            hostname=host, port=port, timeout=settings.time_limit, use_tls=settings.encryption == "tls",
            start_tls=settings.encryption == "starttls", tls_context=self._trusted,
            username=settings.user or None, password=self._password or None,
            local_hostname=sender.rpartition("@")[2] or "localhost",
        )  # fmt: skip
        try:
            await client.connect()
        except Problems as wrong:
            raise Unreachable(*wrong.problems) from wrong
        except (errors.SMTPException, OSError) as wrong:
            raise Unreachable(self._why(wrong, host, port)) from wrong
        self._client = client

    def _why(self, wrong: Exception, host: str, port: int) -> Problem:
        told = {"host": host, "port": str(port), "said": self._said(wrong)}
        if isinstance(wrong, errors.SMTPAuthenticationError):
            return Problem(code="mail_login_refused", parameters=told)
        if isinstance(wrong, errors.SMTPResponseException):
            return Problem(code="mail_server_busy", parameters=told)
        if isinstance(wrong, errors.SMTPConnectError | errors.SMTPServerDisconnected | OSError):
            found = not_connected(wrong, host).problems[0]
            return found if found.code != "http_unreachable" else Problem(code="mail_unreachable", parameters=told)
        return Problem(code="mail_server_unfit", parameters=told)

    async def _send(self, recipient: str, content: bytes) -> None:
        client = self._client
        if client is None or not client.is_connected:
            await self._connect()
            client = self._client
        assert client is not None
        handed = False
        try:
            await client.mail(mail_address(self._settings.sender) or "", timeout=self._settings.time_limit)
            await client.rcpt(recipient, timeout=self._settings.time_limit)
            handed = True
            await client.data(content, timeout=self._settings.time_limit)
        except errors.SMTPResponseException as wrong:
            await self._forget(client)
            raise self._refusal(wrong, recipient) from wrong
        except asyncio.CancelledError:
            client.close()
            raise
        except (errors.SMTPException, OSError) as wrong:
            client.close()
            host, port = self._settings.place()
            told = {"host": host, "port": str(port), "said": self._said(wrong)}
            raise (Uncertain if handed else Outage)(Problem(code="mail_broken_off", parameters=told)) from wrong

    def _refusal(self, wrong: errors.SMTPResponseException, recipient: str) -> Problems:
        """Numbers from 500 on are the server's last word; smaller ones may be others the next time."""
        told = {"recipient": recipient, "sender": self._settings.sender, "said": self._said(wrong)}
        if wrong.code < 500:
            return Outage(Problem(code="mail_not_yet", parameters=told))
        if isinstance(wrong, errors.SMTPRecipientRefused):
            return problem("mail_recipient_refused", **told)
        if isinstance(wrong, errors.SMTPSenderRefused):
            return problem("mail_sender_refused", **told)
        return problem("mail_content_refused", **told)

    async def _forget(self, client: aiosmtplib.SMTP) -> None:
        """Begin anew after a refusal; a server that left meanwhile is met again at the next message."""
        try:
            await client.rset(timeout=self._settings.time_limit)
        except (errors.SMTPException, OSError):
            client.close()

    async def _leave(self) -> None:
        if self._client is not None and self._client.is_connected:
            try:
                await self._client.quit(timeout=min(5.0, self._settings.time_limit))
            except (errors.SMTPException, OSError):
                self._client.close()

    def _said(self, wrong: Exception) -> str:
        if isinstance(wrong, errors.SMTPResponseException):
            words = f"{wrong.code} {wrong.message}"
        else:
            words = str(wrong) or type(wrong).__name__
        return self._masks.hide(" ".join(words.split()))[:_SAID]
