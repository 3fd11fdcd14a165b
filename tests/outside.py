"""A system outside, on this machine: a real HTTP server whose every answer the test decides."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    write: Callable[[bytes], Any]
    """For answers that are no HTTP as it should be: the raw connection."""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Told = tuple[int, dict[str, str], Any] | None
"""Status, headers, body (bytes, or JSON); None where the route has written for itself."""


@dataclass
class Outside:
    """`routes` by path (or by its beginning that ends in a slash); `asked` is everything that arrived."""

    url: str
    routes: dict[str, Callable[[Asked], Told]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def answer(self, asked: Asked) -> Told:
        self.asked.append(asked)
        folder = next((path for path in self.routes if path.endswith("/") and asked.path.startswith(path)), "")
        route = self.routes.get(asked.path) or self.routes.get(folder)
        return route(asked) if route else (404, {}, {"error": "no such path"})


@contextmanager
def outside(tls: tuple[Path, Path] | None = None) -> Iterator[Outside]:
    """A server on a free port of the loopback; `tls` are its certificate and key."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    made = Outside(f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}")
    server.outside = made  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        url = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, url.path, dict(parse_qsl(url.query)), headers, body, self.wfile.write)
        told = self.server.outside.answer(asked)
        if told is None:
            self.close_connection = True
            return
        status, sent, content = told
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {"content-type": "application/json", "content-length": str(len(raw)), **sent}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else raw)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 - names of the library's

    def log_message(self, format: str, *args: Any) -> None:
        return None

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True  # whoever asked has gone
