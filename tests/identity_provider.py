"""A small real provider of OpenID Connect on the loopback: discovery, authorisation, token, keys, and who somebody is.

It keeps to the standard where it matters for safety: codes work once, only with their PKCE verifier, only for the
client and address that asked; tokens are signed by a key that it shows.
"""

import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from time import time
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from tests.outside import Asked, Outside, Told, outside

CLIENT, SECRET = "etapes", "between us two"


@dataclass
class IdentityProvider:
    """`person` are the claims of whoever is signed in at its page, None for somebody who turns back; `claims` are told
    in the token beside `sub`, the others only when asked. `lies` are put over the token's own claims."""

    server: Outside
    person: dict[str, Any] | None = None
    claims: tuple[str, ...] = ("preferred_username", "email")
    lies: dict[str, Any] = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": token_urlsafe(6)}))
    signs_with: Any = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return self.server.url

    def settings(self, **more: Any) -> dict[str, Any]:
        """Of a connector that is its client, the secret typed in."""
        return {"issuer": self.issuer, "client_id": CLIENT, "client_secret": SECRET, **more}

    def rotate(self) -> None:
        """Another key from now on."""
        self.key = ECKey.generate_key("P-256", {"kid": token_urlsafe(6)})

    def describe(self, asked: Asked) -> Told:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys",
                  "userinfo_endpoint": "person"}  # fmt: skip
        return 200, {}, {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in places.items()}}

    def authorize(self, asked: Asked) -> Told:
        """Its page: whoever is signed in there goes back at once."""
        given = asked.query
        assert (given["client_id"], given["response_type"], given["code_challenge_method"]) == (CLIENT, "code", "S256")
        assert "openid" in given["scope"].split() and given["nonce"] and given["state"]
        if self.person is None:
            told = {"error": "access_denied"}
        else:
            told = {"code": token_urlsafe(12)}
            self.codes[told["code"]] = given
        return 302, {"location": f"{given['redirect_uri']}?{urlencode({**told, 'state': given['state']})}"}, b""

    def token(self, asked: Asked) -> Told:
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        begun = self.codes.pop(form.get("code", ""), None)
        challenge = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if _client(asked) != (CLIENT, SECRET):
            return 401, {}, {"error": "invalid_client"}
        if begun is None or begun["code_challenge"] != challenge or begun["redirect_uri"] != form["redirect_uri"]:
            return 400, {}, {"error": "invalid_grant"}
        access = token_urlsafe(12)
        self.tokens[access] = dict(self.person or {})
        return 200, {}, {"access_token": access, "token_type": "Bearer", "id_token": self._signed(begun["nonce"])}

    def keys(self, asked: Asked) -> Told:
        return 200, {}, {"keys": [self.key.as_dict(private=False)]}

    def who(self, asked: Asked) -> Told:
        found = self.tokens.get(asked.headers.get("authorization", "").removeprefix("Bearer "))
        return (200, {}, found) if found else (401, {}, {"error": "invalid_token"})

    def _signed(self, nonce: str) -> str:
        person, now = self.person or {}, int(time())
        told = {name: person[name] for name in ("sub", *self.claims) if name in person}
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **told, **self.lies}
        if self.signs_with == "nobody":
            head, body = ({"alg": "none"}, {name: value for name, value in claims.items() if value is not None})
            return ".".join(
                [*(urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in (head, body)), ""]
            )
        key = self.signs_with or self.key
        header = {"alg": "HS256"} if isinstance(key, OctKey) else {"alg": "ES256", "kid": self.key.kid}
        return jwt.encode(header, {name: value for name, value in claims.items() if value is not None}, key)


@contextmanager
def identity_provider() -> Iterator[IdentityProvider]:
    with outside() as server:
        provider = IdentityProvider(server)
        server.routes |= {
            "/.well-known/openid-configuration": provider.describe, "/authorize": provider.authorize,
            "/token": provider.token, "/keys": provider.keys, "/person": provider.who,
        }  # fmt: skip
        yield provider


def _client(asked: Asked) -> tuple[str, str]:
    name, _, secret = b64decode(asked.headers.get("authorization", "").removeprefix("Basic ")).decode().partition(":")
    return unquote(name), unquote(secret)
