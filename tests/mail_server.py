"""A mail server on this machine: a real one, that keeps what it takes and misbehaves as a test asks."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class MailServer:
    """`taken` is every message that it has in full, whatever it answered then.

    `answers` say what it answers to a recipient in place of 250; `content` to a message, `dies` once it has one:
    without a word (`before`), or as soon as it has said that it took it (`after`).
    """

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    content: str = "250 taken"
    dies: list[str] = field(default_factory=list)
    came: Callable[[], object] = lambda: None
    """Called when a message has come, before it is answered."""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str,
                          options: list[str]) -> str:  # fmt: skip
        answer = self.answers.get(address, "250 fine")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        if not self.content.startswith("250"):
            return self.content
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.envelopes.append(envelope)
        self.taken.append(message)
        self.came()
        death = self.dies.pop() if self.dies else ""
        transport: Any = server.transport
        if death == "before":
            transport.abort()
        elif death == "after":
            server.loop.call_later(0.02, transport.abort)
        return self.content

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append(given.login.decode())
        return AuthResult(success=given.password == b"right secret", handled=False)

    def settings(self, **more: Any) -> dict[str, Any]:
        """Of a connector that reaches it."""
        return {"address": "127.0.0.1", "port": self.port, "encryption": "none", "sender": "etapes@example.com", **more}


@contextmanager
def mail_server(*, tls: tuple[Path, Path] | None = None, starttls: bool = False, login: bool = False, port: int = 0
                ) -> Iterator[MailServer]:  # fmt: skip
    """A server on a free port of the loopback; `tls` are its certificate and key, spoken at once or by STARTTLS."""
    server = MailServer(port or free_port())
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
    how: dict[str, Any] = {"tls_context": context} if starttls else {"ssl_context": context}
    if login:
        how |= {"authenticator": server.login, "auth_require_tls": False}
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **how)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """A port of the loopback where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
