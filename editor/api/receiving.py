"""Files on their way in, for uploads and for runs: straight to the disk, counted against the limit."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from types import TracebackType

from anyio import to_thread
from fastapi import Request

from editor.api.errors import Malformed, TooLarge
from editor.api.multipart import Part, PartEnd, pieces
from storage.files import FileInfo, Files, Incoming

MOST_PARTS = 100


class Received:
    """What a multipart body held: stored `files` by the name of their part, plain `fields` as bytes.

    `async with`: unless the block ends well, nothing that came stays in the store.
    """

    def __init__(self, files: Files, creator: str, most_file: int, most_field: int) -> None:
        self._files, self._creator = files, creator
        self._most_file, self._most_field = most_file, most_field
        self._incoming: Incoming | None = None
        self._part = Part("")
        self._open = ExitStack()
        self._whole: list[tuple[str, Incoming]] = []
        self.fields: dict[str, bytes] = {}

    async def __aenter__(self) -> "Received":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None,
                        trace: TracebackType | None) -> None:  # fmt: skip
        await to_thread.run_sync(self._open.close)

    @property
    def count(self) -> int:
        """How many files came."""
        return len(self._whole)

    async def read(self, request: Request, fields: tuple[str, ...] | None = None) -> None:
        """Take in the whole body: parts named in `fields` are values, all others files.

        Without `fields` a part is a file when it has a file name.
        """
        async for piece in pieces(request):
            if isinstance(piece, Part):
                await self._begin(piece, fields)
            elif isinstance(piece, PartEnd):
                self._end()
            elif self._incoming:
                await to_thread.run_sync(self._incoming.write, piece)
                self._refuse_size(self._incoming.size, self._most_file, "file_too_large")
            else:
                value = self.fields[self._part.name] + piece
                self._refuse_size(len(value), self._most_field, "body_too_large")
                self.fields[self._part.name] = value

    def store(self) -> dict[str, FileInfo]:
        """Make everything that came a stored file, by the name of its part; call it in a thread."""
        return {name: incoming.commit() for name, incoming in self._whole}

    async def _begin(self, part: Part, fields: tuple[str, ...] | None) -> None:
        self._part = part
        if len(self._whole) + len(self.fields) >= MOST_PARTS:
            raise Malformed("too_many_parts", most=MOST_PARTS)
        if part.name in self.fields or any(name == part.name for name, _ in self._whole):
            raise Malformed("part_twice", name=part.name)
        if part.file_name is None if fields is None else part.name in fields:
            self._incoming = None
            self.fields[part.name] = b""
        else:
            incoming = self._files.receive(part.file_name or part.name, creator=self._creator)
            self._incoming = await to_thread.run_sync(self._open.enter_context, incoming)

    def _end(self) -> None:
        if self._incoming:
            self._whole.append((self._part.name, self._incoming))

    def _refuse_size(self, size: int, most: int, code: str) -> None:
        if size > most:
            raise TooLarge(code, limit=most, name=self._part.file_name or self._part.name)


async def receive_raw(request: Request, files: Files, name: str, creator: str, most: int) -> FileInfo:
    """A body that is the file itself."""
    with files.receive(name, creator=creator) as incoming:
        async for chunk in _chunks(request):
            await to_thread.run_sync(incoming.write, chunk)
            if incoming.size > most:
                raise TooLarge("file_too_large", limit=most, name=name)
        return await to_thread.run_sync(incoming.commit)


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces that are worth a write."""
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) >= 1 << 18:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
