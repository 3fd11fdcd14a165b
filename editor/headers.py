"""What every answer says to the browser about safety."""

import re
from base64 import b64encode
from os import urandom

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Scope, Send

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
DOOR = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Templates are compiled in the browser, which is why `eval` stays; scripts in the page run by nonce alone."""


def with_headers(scope: Scope, send: Send) -> Send:
    """`send` that adds our headers, and to a page's own scripts the nonce that its policy names."""
    nonce = b64encode(urandom(18)).decode()
    page = False

    async def guarded(message: Message) -> None:
        nonlocal page
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            page = "x-nicegui-content" in headers
            for name, value in FIXED.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", PAGE.format(nonce=nonce) if page else DOOR)
            if page:
                del headers["content-length"]
        elif message["type"] == "http.response.body" and page:
            message["body"] = re.sub(rb"<script(?=[\s>])", b'<script nonce="%s"' % nonce.encode(), message["body"])
        await send(message)

    return guarded
