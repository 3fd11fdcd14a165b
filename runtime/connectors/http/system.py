"""One system: its settings, its connections, its token; and how a call of it goes."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import httpx

from runtime.answer import Answer
from runtime.connectors.guard import Guard
from runtime.connectors.http.building import Outgoing, built
from runtime.connectors.http.masks import Masks
from runtime.connectors.http.redirects import origin
from runtime.connectors.http.retrying import retried
from runtime.connectors.http.sending import Limits, Reply, Sender
from runtime.connectors.http.settings import NEEDS, HttpSettings
from runtime.connectors.http.tokens import Tokens
from runtime.problems import Problems, problem
from storage.connector import EndpointDocument

_SAFE = {"GET", "HEAD", "PUT", "DELETE"}


class HttpSystem:
    """Calls of one saved state of a connector. Safe for threads."""

    def __init__(self, settings: HttpSettings, secret: Callable[[str], str], guard: Guard) -> None:
        self.settings, self._secret = settings, secret
        self._sender = Sender(guard, settings.certificate)
        self._tokens = Tokens(settings, secret, self._sender)

    def call(self, endpoint: EndpointDocument, given: Mapping[str, Any], *, look: Callable[[], None],
             wait: Callable[[float], None], budget: float, method: str = "", key: str = "", address: str = ""
             ) -> Answer:  # fmt: skip
        """The answer, of any status; secrets in it are hidden. `Problems` and `Outage`, with secrets hidden."""
        try:
            made = built(self.settings, endpoint, given, method)
            made.headers |= {"idempotency-key": key} if key else {}
            if address:
                made.address, made.query = self._page(address), []
            limits = Limits(self.settings.time_limit, int(self.settings.size_limit * 1_000_000), look)
            safe = bool(key) or made.method in _SAFE
            reply = retried(lambda: self._asked(made, limits), wait, safe=safe, budget=budget)
            return self._answer(reply)
        except Problems as wrong:
            raise type(wrong)(*[self._masked(one) for one in wrong.problems]) from None

    def close(self) -> None:
        self._sender.close()

    def _asked(self, made: Outgoing, limits: Limits) -> Reply:
        """One attempt; a token that is not taken any more is renewed once."""
        token = self._tokens.current(limits) if self.settings.authentication == "oauth2" else ""
        reply = self._sender.send(self._request(made, token), limits)
        if token and reply.status == 401:
            reply = self._sender.send(self._request(made, self._tokens.current(limits, stale=token)), limits)
        return reply

    def _request(self, made: Outgoing, token: str) -> httpx.Request:
        headers, query = dict(made.headers), list(made.query)
        match self.settings.authentication:
            case "basic":
                headers["authorization"] = f"Basic {self._basic}"
            case "bearer":
                headers["authorization"] = f"Bearer {self._secret('token')}"
            case "oauth2":
                headers["authorization"] = f"Bearer {token}"
            case "api_key" if self.settings.key_place == "query":
                query.append((self.settings.key_name, self._secret("key")))
            case "api_key":
                headers[self.settings.key_name.lower()] = self._secret("key")
        try:
            url = httpx.URL(made.address)
            if query:
                others = [pair for pair in url.params.multi_items() if pair[0] not in dict(query)]
                url = url.copy_with(params=[*others, *query])
        except httpx.InvalidURL as wrong:
            raise problem("address_malformed", address=made.address) from wrong
        raw = [(name.encode("ascii", "replace"), value.encode()) for name, value in headers.items()]
        return httpx.Request(made.method, url, headers=raw, content=made.content)

    def _page(self, address: str) -> str:
        """The address of a further page, which must be of the same system: it is told who we are."""
        asked = httpx.URL(self.settings.address).join(address)
        if origin(asked) != origin(httpx.URL(self.settings.address)):
            raise problem("page_elsewhere", address=str(asked.copy_with(query=None)))
        return str(asked)

    def _answer(self, reply: Reply) -> Answer:
        text = _text(reply)
        headers = {name: self._masks.hide(value) for name, value in reply.headers.items()}
        address = self._masks.hide(str(reply.address.copy_with(username=None, password=None)))
        hidden = self._masks.count(text)
        return Answer(reply.status, headers, self._masks.hide(text), address, reply.seconds, hidden)

    def _masked(self, found: Any) -> Any:
        shown = {
            name: self._masks.hide(value) if isinstance(value, str) else value
            for name, value in found.parameters.items()
        }
        return found.model_copy(update={"parameters": shown})

    @property
    def _masks(self) -> Masks:
        return Masks([*self._entered, *self._tokens.given])

    @cached_property
    def _entered(self) -> list[str]:
        """Every secret that a call of this system sends, in the form in which it is sent, too."""
        names = [name for name in NEEDS[self.settings.authentication] if name in self.settings.secret_names()]
        plain = [self._secret(name) for name in names]
        return [*plain, self._basic] if self.settings.authentication == "basic" else plain

    @cached_property
    def _basic(self) -> str:
        return b64encode(f"{self.settings.user}:{self._secret('password')}".encode()).decode()


def _text(reply: Reply) -> str:
    """The body as text, by the charset that the answer names."""
    said = reply.headers.get("content-type", "")
    charset = said.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or "utf-8"
    try:
        return reply.body.decode(charset).removeprefix("\ufeff")
    except (UnicodeDecodeError, LookupError) as wrong:
        if not 200 <= reply.status < 300:
            return reply.body.decode(errors="replace")
        raise problem("http_not_text", address=str(reply.address), type=said) from wrong
