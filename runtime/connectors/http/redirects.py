"""Where an answer sends a call on, and what of the call may go there."""

from typing import Any

import httpx

from runtime.problems import problem

_MOVED = {301, 302, 303, 307, 308}
_STRANGERS = {b"accept", b"accept-encoding", b"user-agent", b"content-type", b"content-length"}
"""The headers that go to another host than the one that was asked; nobody else is told who we are."""


def redirected(request: httpx.Request, status: int, headers: httpx.Headers) -> httpx.Request | None:
    """The request that an answer asks for; a stranger gets no header that says who we are, and no body."""
    if status not in _MOVED or "location" not in headers:
        return None
    url = request.url.join(headers["location"])
    become = status == 303 or (status in (301, 302) and request.method == "POST")
    method = "GET" if become and request.method != "HEAD" else request.method
    kept: list[tuple[bytes, bytes]] = [(name, value) for name, value in request.headers.raw if name.lower() != b"host"]
    if origin(url) != origin(request.url):
        if request.content and not become:
            raise problem("http_sent_on", host=request.url.host, address=str(url.copy_with(query=None)))
        kept = [(name, value) for name, value in kept if name.lower() in _STRANGERS]
    content: Any = None if become else request.content
    if become:
        kept = [(name, value) for name, value in kept if not name.lower().startswith(b"content-")]
    return httpx.Request(method, url, headers=kept, content=content)


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)
