"""Files: stored once per content, streamed in and out, never changed.

`content/<first two letters>/<sha256>` holds the bytes, `files.sqlite` the names. No file stands in memory as a whole.
"""

from collections.abc import Sequence
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from time import time
from typing import IO, BinaryIO
from uuid import uuid4

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, select

from storage.database import Database, Moment
from storage.disk import sync_folder, written_or_said
from storage.errors import Damaged, NotFound
from storage.file_info import FileInfo
from storage.file_names import harmless
from storage.incoming import CHUNK, Incoming

__all__ = ["FileInfo", "Files", "Incoming"]
_AT_ONCE = 1000
"""So many ids are asked for in one query."""
_FORGOTTEN = 24 * 3600
"""Seconds after which a file that never arrived whole is cleared away."""

_TABLES = MetaData()
_FILES = Table(
    "files", _TABLES,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("extension", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String, nullable=False, index=True),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("creator", String),
)  # fmt: skip
_INFO = [_FILES.c[part.name] for part in fields(FileInfo)]


class Files:
    """The stored files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._content = folder / "content"
        self._arriving = folder / "arriving"
        for room in (self._content, self._arriving):
            room.mkdir(parents=True, exist_ok=True)
        self._database = Database(folder / "files.sqlite", _TABLES, durable=True)
        self._clear_forgotten()

    def receive(self, name: str, *, media_type: str | None = None, creator: str | None = None,
                id: str | None = None) -> Incoming:  # fmt: skip
        """A file to be written piece by piece; nothing is stored before its `commit`.

        A maker that may try again gives an `id` of its own: of several attempts, one file is left.
        """
        return Incoming(self._arriving / uuid4().hex, harmless(name), media_type, creator, self._keep, id=id)

    def add(self, content: bytes | Path | IO[bytes], name: str, *, media_type: str | None = None,
            creator: str | None = None, id: str | None = None) -> FileInfo:  # fmt: skip
        """Store bytes, a file of the disk or a stream that is read to its end."""
        if isinstance(content, Path):
            with content.open("rb") as opened:
                return self.add(opened, name, media_type=media_type, creator=creator, id=id)
        stream = BytesIO(content) if isinstance(content, bytes) else content
        with self.receive(name, media_type=media_type, creator=creator, id=id) as incoming:
            while chunk := stream.read(CHUNK):
                incoming.write(chunk)
            return incoming.commit()

    def info(self, id: str) -> FileInfo:
        """`NotFound` for an unknown id."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_INFO).where(_FILES.c.id == id)).mappings().one_or_none()
        if row is None:
            raise NotFound("file", id)
        return FileInfo(**row)

    def infos(self, ids: Sequence[str]) -> "Sequence[FileInfo | None]":
        """The files with these ids in their order, None where there is none."""
        found: dict[str, FileInfo] = {}
        with self._database.reading() as connection:
            for at in range(0, len(ids), _AT_ONCE):
                asked = select(*_INFO).where(_FILES.c.id.in_(ids[at : at + _AT_ONCE]))
                found |= {row["id"]: FileInfo(**row) for row in connection.execute(asked).mappings()}
        return [found.get(one) for one in ids]

    def path(self, id: str) -> Path:
        """Where the bytes lie, to be read only. `Damaged` when they are gone or of another size."""
        info = self.info(id)
        path = self._place(info.sha256)
        if not path.is_file() or path.stat().st_size != info.size:
            raise Damaged("stored_file_damaged", id=id, name=info.name)
        return path

    def open(self, id: str) -> BinaryIO:
        return self.path(id).open("rb")

    def list(self, limit: int = 50, before: str | None = None) -> Sequence[FileInfo]:
        """Newest first; `before` is the id of the last file of the page before."""
        asked = select(*_INFO).order_by(_FILES.c.place.desc()).limit(limit)
        if before is not None:
            asked = asked.where(_FILES.c.place < select(_FILES.c.place).where(_FILES.c.id == before).scalar_subquery())
        with self._database.reading() as connection:
            return [FileInfo(**row) for row in connection.execute(asked).mappings()]

    def close(self) -> None:
        self._database.close()

    def _keep(self, arrived: Path, info: FileInfo) -> None:
        """Take a file that arrived whole and is synced; the same content is stored once."""
        place = self._place(info.sha256)
        with written_or_said(info.name):
            place.parent.mkdir(exist_ok=True)
            arrived.replace(place)
        sync_folder(place.parent)
        sync_folder(self._content)
        row = {part.name: getattr(info, part.name) for part in fields(FileInfo)}
        with self._database.writing() as connection:
            connection.execute(_FILES.delete().filter_by(id=info.id))
            connection.execute(_FILES.insert().values(row))

    def _place(self, digest: str) -> Path:
        return self._content / digest[:2] / digest

    def _clear_forgotten(self) -> None:
        for left in self._arriving.iterdir():
            if left.stat().st_mtime < time() - _FORGOTTEN:
                left.unlink(missing_ok=True)
