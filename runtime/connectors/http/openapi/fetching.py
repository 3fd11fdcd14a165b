"""A description fetched from where a system keeps it, through the same guard as every call."""

from contextlib import closing

import httpx

from runtime.connectors.guard import Guard
from runtime.connectors.http.openapi.document import SIZE
from runtime.connectors.http.sending import Limits, Sender
from runtime.problems import problem

_SECONDS = 30


def fetched(address: str, guard: Guard, certificates: str = "") -> bytes:
    """The document at an address. `Problems` as of any call, and for an answer that is no success."""
    try:
        request = httpx.Request("GET", address, headers={"accept": "application/json, application/yaml, */*;q=0.5"})
    except (httpx.InvalidURL, UnicodeError) as wrong:
        raise problem("address_malformed", "address", address=address) from wrong
    with closing(Sender(guard, certificates)) as sender:
        reply = sender.send(request, Limits(_SECONDS, SIZE, lambda: None))
    if not 200 <= reply.status < 300:
        said = reply.body[:500].decode(errors="replace")
        raise problem("http_status", "address", status=reply.status, address=address, said=said)
    return reply.body
