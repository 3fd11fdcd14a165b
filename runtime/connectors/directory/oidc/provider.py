"""What a provider says of itself: where it is asked what, and by which keys its words are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx

from runtime.connectors.directory.oidc.settings import OidcPlace
from runtime.connectors.guard import Guard
from runtime.connectors.http.sending import Limits, Reply, Sender
from runtime.problems import problem
from storage.exact_json import loads

_SIZE = 1_000_000
_KEPT = 3600.0
"""Seconds after which a provider is asked anew what it says of itself."""
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Told:
    """The provider's own description: its name, addresses, and how a client may say there who it is."""

    issuer: str
    authorize: str
    token: str
    keys: str
    person: str
    client_methods: tuple[str, ...]


class Provider:
    """Questions to one provider, over guarded connections. Safe for threads."""

    def __init__(self, settings: OidcPlace, guard: Guard) -> None:
        self._settings = settings
        self._sender = Sender(guard, settings.certificate)
        self._lock = Lock()
        self._told: tuple[float, Told] | None = None
        self._keys: Mapping[str, Any] | None = None

    def told(self) -> Told:
        """`Problems` where it is no provider, or one of another name; `Outage` where it does not answer."""
        with self._lock:
            if self._told is None or self._told[0] < monotonic() - _KEPT:
                self._told, self._keys = (monotonic(), self._read()), None
            return self._told[1]

    def keys(self, *, fresh: bool = False) -> Mapping[str, Any]:
        """The keys (a JSON Web Key Set) by which it signs now. `fresh`: it may have changed them."""
        address = self.told().keys
        with self._lock:
            if self._keys is None or fresh:
                self._keys = self.asked(httpx.Request("GET", address))
            return self._keys

    def asked(self, request: httpx.Request) -> Mapping[str, Any]:
        """The JSON object that it answers; `Problems` where it refuses or says something else."""
        request.headers["accept"] = "application/json"
        limits = Limits(self._settings.time_limit, _SIZE, lambda: None)
        reply = self._sender.send(request, limits)
        found = _object(reply)
        if reply.status != 200 or found is None:
            said = _words(found) or reply.body[:200].decode(errors="replace")
            place = str(request.url.copy_with(query=None))
            raise problem("oidc_refused", address=place, status=reply.status, said=said)
        return found

    def close(self) -> None:
        self._sender.close()

    def _read(self) -> Told:
        issuer = self._settings.issuer.rstrip("/")
        found = self.asked(httpx.Request("GET", f"{issuer}/.well-known/openid-configuration"))
        named = found.get("issuer")
        if not isinstance(named, str) or named.rstrip("/") != issuer:
            raise problem("oidc_other_issuer", issuer=issuer, named=str(named)[:200])
        missing = [name for name in _NEEDED if not _address(found.get(name), issuer)]
        if missing:
            raise problem("oidc_incomplete", issuer=issuer, names=", ".join(missing))
        methods, person = found.get("token_endpoint_auth_methods_supported"), found.get("userinfo_endpoint")
        authorize, token, keys = (str(found[name]) for name in _NEEDED)
        known = tuple(map(str, methods)) if isinstance(methods, list) else ("client_secret_basic",)
        return Told(named, authorize, token, keys, str(person) if _address(person, issuer) else "", known)


def _address(value: object, issuer: str) -> bool:
    """Whether it is an address that is as safe as the issuer's own."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return bool(parts and parts.hostname) and (parts.scheme in ("https", urlsplit(issuer).scheme) if parts else False)


def _object(reply: Reply) -> Mapping[str, Any] | None:
    try:
        found = loads(reply.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _words(found: Mapping[str, Any] | None) -> str:
    said = [str(found[name]) for name in ("error", "error_description") if found and found.get(name)]
    return ": ".join(said)[:200]
