"""Reading request bodies: as a whole, within the limit, and as JSON that loses nothing."""

import codecs
import json
import re
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request

from editor.api.errors import Malformed, TooLarge, WrongMediaType
from editor.api.limits import refuse_depth

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PATCH = "application/json-patch+json"
_LONG_NUMBER = re.compile(rb"\d{19}")


async def whole_body(request: Request) -> bytes:
    """The body's bytes; `TooLarge` as soon as more come, or are announced, than the installation takes."""
    most = request.app.state.limits.body
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > most:
        raise TooLarge("body_too_large", limit=most)
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > most:
            raise TooLarge("body_too_large", limit=most)
    return bytes(received)


Body = Annotated[bytes, Depends(whole_body)]


def media_type(request: Request) -> str:
    """The body's kind without its parameters, lower case; empty where the client does not say."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def expect(request: Request, kinds: tuple[str, ...], header: str) -> None:
    """Refuse a body of another kind; `header` (Accept-Patch, Accept-Post) tells which are read."""
    coding = request.headers.get("content-encoding", "identity").lower()
    sent = media_type(request)
    if (sent and sent not in kinds) or coding != "identity":
        raise WrongMediaType("media_type_refused", sent=sent or coding, headers={header: ", ".join(kinds)},
                             accepted=", ".join(kinds))  # fmt: skip


def read_json(raw: bytes) -> Any:
    """The body's value, integers of any size exact; `Malformed` says where it stops being JSON.

    NaN and Infinity are no JSON; numbers beyond the reach of a double are refused, not made infinite.
    """
    text = raw.removeprefix(codecs.BOM_UTF8)
    try:
        value = orjson.loads(text)
        if _LONG_NUMBER.search(text):
            value = json.loads(text)
    except orjson.JSONDecodeError as wrong:
        raise Malformed("body_not_json", line=wrong.lineno, column=wrong.colno) from wrong
    except (ValueError, RecursionError) as wrong:
        raise Malformed("body_not_json", line=1, column=1) from wrong
    refuse_depth(value)
    return value
