"""What a person says of a mail server."""

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Secret
from runtime.one_line import one_line
from runtime.problems import Problem
from storage.mail_address import mail_address

Encryption = Literal["starttls", "tls", "none"]
PORTS: Mapping[Encryption, int] = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of each way."""
_HOST = re.compile(r"[^\s,:/@?#%\[\]]+|\[[0-9A-Fa-f:.]+\]")


class SmtpSettings(ConnectorSettings):
    """A mail server: where it is, who we are to it, and whom mail comes from.

    `time_limit` is in seconds for each word of the server, `size_limit` in MB of a whole message. `certificate` holds
    certificates (PEM) that are trusted beside the usual ones.
    """

    address: str = Field(default="", min_length=1)
    port: int | None = Field(default=None, ge=1, le=65535)
    encryption: Encryption = "starttls"
    user: str = ""
    password: Secret = None
    sender: str = Field(default="", min_length=1)
    sender_name: str = Field(default="", max_length=200)
    time_limit: float = Field(default=30, gt=0, le=600)
    size_limit: float = Field(default=25, gt=0, le=1000)
    certificate: str = ""

    def problems(self) -> list[Problem]:
        found = []
        if self.address and not _HOST.fullmatch(self.address):
            found.append(Problem(code="mail_host", setting="address", parameters={"address": self.address}))
        if self.sender and mail_address(self.sender) is None:
            found.append(Problem(code="mail_address_wrong", setting="sender", parameters={"address": self.sender}))
        if self.user and not self.password:
            found.append(Problem(code="connector_setting_missing", setting="password"))
        if one_line(self.sender_name) != self.sender_name:
            found.append(Problem(code="mail_line_break", setting="sender_name"))
        return found

    def place(self) -> tuple[str, int]:
        """Host and port, the usual one where none is said."""
        return self.address.strip("[]"), self.port or PORTS[self.encryption]
