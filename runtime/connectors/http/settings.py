"""What a person says of a system that answers over HTTP."""

from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field

from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Secret, Setting
from runtime.problems import Problem

Authentication = Literal["none", "basic", "bearer", "api_key", "oauth2"]
NEEDS: dict[Authentication, tuple[str, ...]] = {
    "none": (),
    "basic": ("user", "password"),
    "bearer": ("token",),
    "api_key": ("key_name", "key"),
    "oauth2": ("token_address", "client_id", "client_secret"),
}
"""The settings that each way of authentication needs; `oauth2` are client credentials."""


class Header(Setting):
    """A header that every call sends."""

    name: str = Field(min_length=1, pattern=r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
    value: str = Field(default="", pattern=r"^[^\r\n\x00]*$")


class HttpSettings(ConnectorSettings):
    """A system that answers over HTTP(S): where it is, who we are, how much and how long it may answer.

    `time_limit` is in seconds for a whole call with its redirects, `size_limit` in MB of the unpacked answer.
    `certificate` holds certificates (PEM) that are trusted beside the usual ones.
    """

    address: str = Field(default="", min_length=1)
    authentication: Authentication = "none"
    user: str = ""
    password: Secret = None
    token: Secret = None
    key_name: str = "X-API-Key"
    key_place: Literal["header", "query"] = "header"
    key: Secret = None
    token_address: str = ""
    client_id: str = ""
    client_secret: Secret = None
    client_place: Literal["header", "body"] = "header"
    scope: str = ""
    headers: list[Header] = Field(default_factory=list)
    time_limit: float = Field(default=30, gt=0, le=3600)
    size_limit: float = Field(default=50, gt=0, le=10_000)
    certificate: str = ""

    def problems(self) -> list[Problem]:
        wanted = NEEDS[self.authentication]
        found = [Problem(code="connector_setting_missing", setting=name) for name in wanted if not getattr(self, name)]
        for name in ("address", "token_address"):
            said = getattr(self, name)
            if said and (name == "address" or name in wanted) and not _is_address(said):
                found.append(Problem(code="address_malformed", setting=name, parameters={"address": said}))
        return found


def _is_address(text: str) -> bool:
    """Whether it is `http(s)://host…` without a user, a query or a fragment in it."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain
