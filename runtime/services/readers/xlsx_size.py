"""How large a workbook would be in memory, found without loading it: a few bytes can ask for half a terabyte."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from runtime.problems import problem

_CHUNK, _TAG = 1 << 20, 64
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
                    with book.open(part) as source:
                        _check_sheet(_chunks(source))
    except (BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError) as wrong:
        raise problem("xlsx_unreadable", "file") from wrong


def _check_sheet(chunks: Iterator[bytes]) -> None:
    """The rectangle that reaches to the farthest cell may be mostly empty, but not endless."""
    width, height = 26, 1
    for chunk in chunks:
        width = max(width, *map(_number, set(_FAR_COLUMN.findall(chunk))), 0)
        height = max(height, *map(int, set(_ROW.findall(chunk))), 0)
        if width * height > _MOST_CELLS:
            raise problem("xlsx_too_large", "file")


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    """The part's bytes, each chunk with the end of the one before, where a tag may have begun."""
    before = b""
    while read := source.read(_CHUNK):
        yield before + read
        before = read[-_TAG:]


def _number(letters: bytes) -> int:
    """A column's number from its letters: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
