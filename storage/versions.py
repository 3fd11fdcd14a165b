"""The versions of one flow: immutable, numbered, each a whole document squeezed by zstd.

Deltas would be smaller, and one damaged delta would break all that follow; a snapshot stands alone.
"""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document as Row
from zstandard import ZstdCompressor, ZstdDecompressor

from storage.errors import NotFound
from storage.exact_json import dumps, loads
from storage.record import Kind


@dataclass(frozen=True)
class VersionInfo:
    """A version without its document. `name` is what its author called it; `source` the version it repeats."""

    number: int
    name: str
    note: str
    author: str
    time: datetime
    live: bool
    source: int | None
    kind: Kind


class Versions:
    """What one flow's versions file says, read once.

    `committed` is the last number that the flow's row knows of; a later one was written by a publishing that died
    before it was done, and its number is given again.
    """

    def __init__(self, database: TinyDB, committed: int | None = None) -> None:
        self._table = database.table("versions")
        rows = {row.doc_id: row for row in self._table.all()}
        self.last = max(rows, default=0) if committed is None else committed
        self._rows = {number: row for number, row in rows.items() if number <= self.last}

    def add(self, document: dict[str, Any], **told: Any) -> int:
        """Keep a document as the next version; its number."""
        snapshot = b64encode(ZstdCompressor().compress(dumps(document))).decode()
        self.last += 1
        row = Row({**told, "snapshot": snapshot}, doc_id=self.last)
        self._table.upsert(row)
        self._rows[self.last] = row
        return self.last

    def document(self, number: int) -> dict[str, Any]:
        """The document of a version; `NotFound`."""
        if number not in self._rows:
            raise NotFound("version", str(number))
        return dict(loads(ZstdDecompressor().decompress(b64decode(self._rows[number]["snapshot"]))))

    def infos(self, live: int | None) -> list[VersionInfo]:
        """Newest first."""
        return [_info(number, row, live) for number, row in sorted(self._rows.items(), reverse=True)]


def _info(number: int, row: Row, live: int | None) -> VersionInfo:
    time = datetime.fromisoformat(row["time"])
    return VersionInfo(
        number, row["name"], row["note"], row["author"], time, live == number, row["source"], row["kind"]
    )
