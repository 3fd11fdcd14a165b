"""How large a workbook would be in memory, found without loading it: a few bytes can ask for half a terabyte."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from runtime.problems import problem

_CHUNK = 1 << 20
_MOST_BYTES = 8 << 30
_MOST_CELLS = 100_000_000
_FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})\d')
"""Columns behind the 26th; those before it are as good as none, and not worth looking for."""
_ROW = re.compile(rb' r="[A-Z]*(\d{1,7})"')


def check_size(path: Path) -> None:
    """Raise the problem of a workbook that unpacks to more than a table could hold."""
    try:
        with ZipFile(path) as book:
            if sum(part.file_size for part in book.infolist()) > _MOST_BYTES:
                raise problem("xlsx_too_large", "file")
            for part in book.namelist():
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    _check_sheet(_chunks(book, part))
    except (BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise problem("xlsx_unreadable", "file") from wrong


def _check_sheet(chunks: Iterator[bytes]) -> None:
    """The rectangle that reaches to the last cell may be mostly empty, but not endless."""
    columns, first, last = {b"Z"}, 0, 0
    for chunk in chunks:
        columns.update(_FAR_COLUMN.findall(chunk))
        begins, ends = _ROW.search(chunk), _ROW.search(chunk, max(chunk.rfind(b' r="'), 0))
        if begins and ends:
            first, last = first or int(begins[1]), int(ends[1])
    if max(map(_number, columns)) * (last - first + 1) > _MOST_CELLS:
        raise problem("xlsx_too_large", "file")


def _chunks(book: ZipFile, part: str) -> Iterator[bytes]:
    """The part's bytes, cut between two tags."""
    rest = b""
    with book.open(part) as source:
        while read := source.read(_CHUNK):
            whole, sign, rest = (rest + read).rpartition(b">")
            yield whole + sign


def _number(letters: bytes) -> int:
    """A column's number from its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
