"""The word of a provider about somebody: who signed it, for whom, about which sign-in, and until when."""

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from runtime.connectors.directory.oidc.provider import Provider
from runtime.problems import problem

ALGORITHMS = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)] + ["EdDSA"]
"""Signatures by a key that only the provider has; “none” and those by a shared secret are no proof."""
_LEEWAY = 60
"""Seconds that two clocks may differ."""


def claims_of(token: str, provider: Provider, *, issuer: str, client: str, nonce: str, access: str
              ) -> Mapping[str, Any]:  # fmt: skip
    """What the token says, when all of it is true; `Problems` that say what is not."""
    try:
        read = _read(token, provider)
        expected = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client}}
        params = {"nonce": nonce, "client_id": client, "access_token": access}
        claims = CodeIDToken(read.claims, read.header, options=expected, params=params)
        claims.validate(leeway=_LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError) as wrong:
        raise problem("oidc_token_wrong", issuer=issuer, said=f"{type(wrong).__name__}: {wrong}"[:200]) from wrong
    return dict(claims)


def _read(token: str, provider: Provider) -> jwt.Token:
    """With the keys that are known; a provider that has new ones is asked for them once."""
    try:
        return _decoded(token, provider.keys())
    except (JoseError, ValueError):
        return _decoded(token, provider.keys(fresh=True))


def _decoded(token: str, keys: Mapping[str, Any]) -> jwt.Token:
    return jwt.decode(token, KeySet.import_key_set({"keys": list(keys.get("keys", []))}), algorithms=ALGORITHMS)
