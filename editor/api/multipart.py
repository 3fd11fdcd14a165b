"""Multipart bodies piece by piece: a file goes to the disk as it comes, and is never held as a whole."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from editor.api.errors import Malformed


@dataclass(frozen=True)
class Part:
    """The beginning of a part. `file_name` is None for a plain field."""

    name: str
    file_name: str | None = None


@dataclass(frozen=True)
class PartEnd:
    """The part that began last is whole."""


Piece = Part | bytes | PartEnd


async def pieces(request: Request) -> AsyncIterator[Piece]:
    """Each part as its beginning, its bytes in chunks, and its end; `Malformed` for what is no multipart body."""
    _, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if not boundary:
        raise Malformed("multipart_malformed")
    heard = _Heard()
    try:
        parser = MultipartParser(boundary, heard.callbacks())  # type: ignore[arg-type]
        async for chunk in request.stream():
            parser.write(chunk)
            for piece in heard.taken():
                yield piece
        parser.finalize()
    except FormParserError as wrong:
        raise Malformed("multipart_malformed") from wrong
    if not heard.ended:
        raise Malformed("multipart_malformed")


class _Heard:
    """What the parser has told since it was last asked."""

    def __init__(self) -> None:
        self.ended = False
        self._pieces: list[Piece] = []
        self._field, self._value = b"", b""
        self._headers: dict[bytes, bytes] = {}

    def taken(self) -> list[Piece]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def callbacks(self) -> dict[str, object]:
        names = ("part_begin", "part_data", "part_end", "header_field", "header_value", "header_end",
                 "headers_finished", "end")  # fmt: skip
        return {f"on_{name}": getattr(self, f"_{name}") for name in names}

    def _part_begin(self) -> None:
        self._headers = {}

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._field.lower()] = self._value
        self._field, self._value = b"", b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if b"name" not in options:
            raise Malformed("multipart_malformed")
        file_name = options.get(b"filename")
        self._pieces.append(Part(_text(options[b"name"]), None if file_name is None else _text(file_name)))

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        self._pieces.append(data[start:end])

    def _part_end(self) -> None:
        self._pieces.append(PartEnd())

    def _end(self) -> None:
        self.ended = True


def _text(raw: bytes) -> str:
    """A header's text: UTF-8 as browsers and curl send it, else the bytes as they are."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
