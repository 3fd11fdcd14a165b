"""Sending a stored file: by ranges, under its own name, never taken for a page of ours. Also for our own pages."""

import re
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from editor.api.errors import Malformed, RangeNotThere
from editor.api.preconditions import quoted, read_tags
from storage.files import FileInfo

CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*")


def file_answer(request: Request, info: FileInfo, path: Path, *, inline: bool = False) -> Response:
    """The file as an attachment (`inline`: shown where the browser can, still without any right of our pages)."""
    headers = {
        "ETag": quoted(info.sha256),
        "Content-Type": info.media_type,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Disposition": disposition(info.name, "inline" if inline else "attachment"),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if _known(request.headers.get("if-none-match"), info.sha256):
        return Response(status_code=304, headers=headers)
    part = byte_range(_range_header(request, info), info.size)
    first, end = part or (0, info.size)
    headers["Content-Length"] = str(end - first)
    if part:
        headers["Content-Range"] = f"bytes {first}-{end - 1}/{info.size}"
    return StreamingResponse(_bytes(path, first, end), 206 if part else 200, headers)


def disposition(name: str, kind: str = "attachment") -> str:
    """RFC 6266: a plain name for old readers, and the true one in UTF-8."""
    ascii_name = re.sub(r'[^\x20-\x7e]|["\\%]', "_", name)
    plain = f'{kind}; filename="{ascii_name}"'
    return plain if ascii_name == name else f"{plain}; filename*=UTF-8''{quote(name, safe='')}"


def byte_range(header: str | None, size: int) -> tuple[int, int] | None:
    """(first, behind the last) of what the Range header names; None where all of it is to be sent.

    What is no single range of bytes is passed over, as RFC 9110 allows.
    """
    match = _RANGE.fullmatch(header or "")
    if not match or not (match[1] or match[2]):
        return None
    first = int(match[1]) if match[1] else max(size - int(match[2]), 0)
    end = min(int(match[2]) + 1, size) if match[1] and match[2] else size
    if match[1] and match[2] and int(match[2]) < first:
        return None
    if first >= size or (not match[1] and int(match[2]) == 0):
        raise RangeNotThere("range_not_there", size=size, headers={"Content-Range": f"bytes */{size}"})
    return first, end


def _range_header(request: Request, info: FileInfo) -> str | None:
    condition = request.headers.get("if-range")
    return request.headers.get("range") if condition in (None, quoted(info.sha256)) else None


def _known(header: str | None, etag: str) -> bool:
    with suppress(Malformed):
        return header is not None and read_tags(header).weakly(etag)
    return False


async def _bytes(path: Path, first: int, end: int) -> AsyncIterator[bytes]:
    async with await anyio.open_file(path, "rb") as opened:
        await opened.seek(first)
        while first < end and (chunk := await opened.read(min(CHUNK, end - first))):
            first += len(chunk)
            yield chunk
