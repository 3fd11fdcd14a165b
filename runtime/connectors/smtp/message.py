"""A message as it goes over the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

from runtime.connectors.smtp.settings import SmtpSettings
from runtime.one_line import one_line
from runtime.page_words import plain
from runtime.problems import problem
from storage.mail_address import mail_address

_POLICY = policy.SMTP.clone(cte_type="7bit")
"""Whatever a server on the way can carry."""


@dataclass(frozen=True)
class Attached:
    """A document that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """One message to one recipient, its seals opened. `key` makes it the same message whenever it is built."""

    key: str
    recipient: str
    subject: str
    text: str
    created: datetime
    name: str = ""
    html: str = ""
    attached: Sequence[Attached] = ()


def built(letter: Letter, settings: SmtpSettings) -> bytes:
    """The bytes of the message. `Problems` where a header would reach into another one, or it is too large."""
    if any(one_line(words) != words for words in (letter.subject, letter.name)):
        raise problem("mail_line_break")
    recipient, sender = mail_address(letter.recipient), mail_address(settings.sender)
    if recipient is None or sender is None:
        raise problem("mail_address_wrong", address=settings.sender if recipient else letter.recipient)
    message = EmailMessage(_POLICY)
    message["From"] = Address(settings.sender_name, addr_spec=sender)
    message["To"] = Address(letter.name, addr_spec=recipient)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created)
    message["Message-ID"] = message_id(letter.key, sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text or plain(letter.html))
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    for one in letter.attached:
        main, _, sub = one.media_type.partition(";")[0].strip().partition("/")
        message.add_attachment(one.content, main or "application", sub or "octet-stream", filename=one.name)
    made = message.as_bytes()
    if len(made) > settings.size_limit * 1_000_000:
        raise problem("mail_too_large", size=len(made) / 1_000_000, limit=settings.size_limit)
    return made


def message_id(key: str, sender: str) -> str:
    """The same for the same mail: servers and programs that get it twice can tell."""
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{sender.rpartition('@')[2]}>"
