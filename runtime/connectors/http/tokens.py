"""Access tokens by OAuth2 client credentials: asked for once, kept in memory until they end."""

from base64 import b64encode
from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from urllib.parse import quote_plus

import httpx

from runtime.answer import PASSING
from runtime.connectors.http.sending import Limits, Reply, Sender
from runtime.connectors.http.settings import HttpSettings
from runtime.problems import Outage, Problem, Problems, problem
from storage.exact_json import loads

_EARLY = 0.1
"""A token is renewed when this part of its life is left, at most half a minute."""
_SIZE, _KNOWN = 1_000_000, 4


class Tokens:
    """The token of one system. Threads that need one at once ask for it once."""

    def __init__(self, settings: HttpSettings, secret: Callable[[str], str], sender: Sender) -> None:
        self._settings, self._secret, self._sender = settings, secret, sender
        self._lock = Lock()
        self._token, self._ends = "", 0.0
        self.given: deque[str] = deque(maxlen=_KNOWN)
        """The tokens that were given lately: calls with an older one may still be under way."""

    def current(self, limits: Limits, stale: str = "") -> str:
        """A token that should be good; another one than `stale`, which the system did not take."""
        with self._lock:
            if not self._token or self._token == stale or monotonic() >= self._ends:
                self._token, life = self._asked(limits)
                self._ends = monotonic() + life - min(30.0, life * _EARLY)
                self.given.append(self._token)
            return self._token

    def _asked(self, limits: Limits) -> tuple[str, float]:
        """A new token and its life in seconds."""
        reply = self._sender.send(self._request(), Limits(limits.seconds, _SIZE, limits.look), again=True)
        try:
            said = loads(reply.body) if reply.status == 200 else None
        except ValueError:
            said = None
        token = said.get("access_token") if isinstance(said, dict) else None
        if not isinstance(token, str) or not token:
            raise _refused(reply)
        life = said.get("expires_in") if isinstance(said, dict) else None
        return token, float(life) if isinstance(life, int | float) and life > 0 else 3600.0

    def _request(self) -> httpx.Request:
        settings, secret = self._settings, self._secret("client_secret")
        form = {"grant_type": "client_credentials"} | ({"scope": settings.scope} if settings.scope else {})
        headers = {"accept": "application/json"}
        if settings.client_place == "body":
            form |= {"client_id": settings.client_id, "client_secret": secret}
        else:
            pair = f"{quote_plus(settings.client_id)}:{quote_plus(secret)}"
            headers["authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        try:
            return httpx.Request("POST", settings.token_address, data=form, headers=headers)
        except httpx.InvalidURL as wrong:
            raise problem("address_malformed", "token_address", address=settings.token_address) from wrong


def _refused(reply: Reply) -> Problems:
    said = {"status": reply.status, "said": reply.body[:500].decode(errors="replace")}
    kind = Outage if reply.status in PASSING else Problems
    return kind(Problem(code="access_token_refused", parameters=said))
