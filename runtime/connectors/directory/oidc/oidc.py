"""A provider of OpenID Connect: people are sent to its page, and come back with a code that tells who they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from runtime.connectors.directory.oidc.provider import Provider, Told
from runtime.connectors.directory.oidc.settings import OidcSettings
from runtime.connectors.directory.oidc.tokens import claims_of
from runtime.connectors.guard import Guard
from runtime.directory_access import DirectoryPerson
from runtime.problems import problem


@dataclass(frozen=True)
class Journey:
    """What a browser takes along to the provider and back: `back` is where it returns to.

    `state` binds the return to the browser, `nonce` the token to this sign-in, and `verifier` (PKCE) the code to us.
    """

    back: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


class Oidc:
    """`Directory` of one saved state of a connector. Safe for threads."""

    searchable: ClassVar[bool] = False

    def __init__(self, settings: OidcSettings, secret: Callable[[str], str], guard: Guard) -> None:
        self.settings, self._secret = settings, secret
        self.provider = Provider(settings, guard)

    def by_key(self, keys: Sequence[str], *, groups: bool = True) -> Sequence[DirectoryPerson | None]:
        return [None] * len(keys)

    def by_name(self, names: Sequence[str], *, groups: bool = True) -> Sequence[DirectoryPerson | None]:
        return [None] * len(names)

    def search(self, text: str, most: int) -> Sequence[DirectoryPerson]:
        return []

    def authenticate(self, password: str, *, key: str = "", name: str = "") -> DirectoryPerson | None:
        return None

    def away(self, journey: Journey) -> str:
        """The address of the provider's page. `Problems`, `Outage`."""
        return str(
            prepare_grant_uri(
                self.provider.told().authorize, self.settings.client_id, "code", redirect_uri=journey.back,
                scope=self.settings.scopes, state=journey.state, nonce=journey.nonce,
                code_challenge=create_s256_code_challenge(journey.verifier), code_challenge_method="S256",
            )
        )  # fmt: skip

    def back(self, journey: Journey, code: str) -> DirectoryPerson:
        """Who came back with this code. `Problems` where the provider or its word is not to be believed."""
        told = self.provider.told()
        answer = self.provider.asked(self._exchange(told, journey, code))
        token, access = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str):
            raise problem("oidc_token_wrong", issuer=self.settings.issuer, said="id_token")
        claims = claims_of(
            token, self.provider, issuer=told.issuer, client=self.settings.client_id, nonce=journey.nonce,
            access=access if isinstance(access, str) else "",
        )  # fmt: skip
        return self._person({**self._more(told, claims, access), **claims})

    def close(self) -> None:
        self.provider.close()

    def _exchange(self, told: Told, journey: Journey, code: str) -> httpx.Request:
        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=journey.back, code_verifier=journey.verifier
        )
        secret = self._secret("client_secret") if self.settings.client_secret else ""
        method = "none"
        if secret:
            method = "client_secret_basic" if "client_secret_basic" in told.client_methods else "client_secret_post"
        headers = {"content-type": "application/x-www-form-urlencoded"}
        _, headers, body = ClientAuth(self.settings.client_id, secret, method).prepare(
            "POST", told.token, headers, body
        )
        return httpx.Request("POST", told.token, headers=headers, content=body.encode())

    def _more(self, told: Told, claims: Mapping[str, Any], access: object) -> Mapping[str, Any]:
        """What the provider says beside the token, where the token does not say all that we need."""
        wanted = (self.settings.key, self.settings.user_name, self.settings.email, self.settings.first_name,
                  self.settings.last_name, self.settings.groups)  # fmt: skip
        if not told.person or not isinstance(access, str) or all(one in claims for one in wanted if one):
            return {}
        found = self.provider.asked(httpx.Request("GET", told.person, headers={"authorization": f"Bearer {access}"}))
        if found.get("sub") != claims.get("sub"):
            raise problem("oidc_token_wrong", issuer=self.settings.issuer, said="sub")
        return found

    def _person(self, claims: Mapping[str, Any]) -> DirectoryPerson:
        said = self.settings
        key, name = _text(claims.get(said.key)), _text(claims.get(said.user_name))
        if not key or not name:
            missing = said.key if not key else said.user_name
            raise problem("oidc_claim_missing", issuer=said.issuer, claim=missing, known=", ".join(sorted(claims)))
        return DirectoryPerson(
            key, name, _text(claims.get(said.email)), _text(claims.get(said.first_name)),
            _text(claims.get(said.last_name)), groups=_texts(claims.get(said.groups)),
        )  # fmt: skip


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _texts(value: object) -> tuple[str, ...]:
    """A list of words, or one text of words."""
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(str(one) for one in value if isinstance(one, str)) if isinstance(value, list) else ()
