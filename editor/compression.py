"""Pages and JSON are squeezed on their way; stored files go out as they are."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

FILES = "/content"
"""How the addresses of stored files end: they may be large, and often are squeezed already."""


SHORTEST, LEVEL = 1000, 4
"""Bytes from which it is worth it; the level of zlib: pages get 4 % longer than at 9, in less than half of the time."""


class Compression(GZipMiddleware):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = scope["type"] == "http" and scope["path"].endswith(FILES)
        await (self.app(scope, receive, send) if plain else super().__call__(scope, receive, send))
