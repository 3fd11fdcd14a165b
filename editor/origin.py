"""Where a request comes from and where it may lead: cookies, origins, addresses of this site."""

import re
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers


def cookie(headers: Headers, name: str) -> str | None:
    """A cookie's value; broken cookie headers count as none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return None
    return found.value if found else None


def same_origin(headers: Headers) -> bool:
    """Whether the request comes from our own pages, or from no page at all (no `Origin` is sent then)."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def inside(address: str | None) -> str:
    """`address` if it is a path of this site, else `/`: nobody is sent away after signing in."""
    ours = address and re.fullmatch(r"/(?![/\\])[^\\\x00-\x1f]*", address)
    return address if ours and address else "/"
