"""What a person says of a provider of OpenID Connect. Its library is not imported here."""

from urllib.parse import urlsplit

from pydantic import Field

from runtime.connectors.directory.settings import Membership
from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Secret
from runtime.problems import Problem


class OidcPlace(ConnectorSettings):
    """Where the provider is, who we are there, and what it calls the things that it says of people.

    `issuer` is the address under which `/.well-known/openid-configuration` stands. `user_name`, `key` … are names of
    claims; what the token does not say is asked of the provider.
    """

    issuer: str = Field(default="", min_length=1)
    client_id: str = Field(default="", min_length=1)
    client_secret: Secret = None
    scopes: str = "openid profile email"
    user_name: str = Field(default="preferred_username", min_length=1)
    key: str = Field(default="sub", min_length=1)
    email: str = "email"
    first_name: str = "given_name"
    last_name: str = "family_name"
    groups: str = "groups"
    certificate: str = ""
    time_limit: float = Field(default=10, gt=0, le=120)

    def problems(self) -> list[Problem]:
        found = super().problems()
        if self.issuer and not _is_issuer(self.issuer):
            found.append(Problem(code="oidc_issuer", setting="issuer", parameters={"issuer": self.issuer}))
        if "openid" not in self.scopes.split():
            found.append(Problem(code="oidc_scope_missing", setting="scopes"))
        return found


class OidcSettings(Membership, OidcPlace):
    """A provider of OpenID Connect: Keycloak, Entra ID, Google and others."""


def _is_issuer(text: str) -> bool:
    """An address by https; by plain http only on this machine, as the standard allows for trying things out."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return False
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    return bool(parts.hostname) and plain and (parts.scheme == "https" or (parts.scheme == "http" and near))
