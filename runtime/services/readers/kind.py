"""A file of another kind than was said, told by its first bytes before anything is read wrongly."""

from pathlib import Path

from runtime.problems import problem

_SIGNS = {
    b"PK\x03\x04": "xlsx", b"PAR1": "parquet", b"%PDF": "pdf", b"\x1f\x8b": "gzip", b"\xd0\xcf\x11\xe0": "xls",
    b"SQLite format 3": "sqlite", b"\x28\xb5\x2f\xfd": "zstd", b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg",
}  # fmt: skip
_READ_BY_CONTENT = ("xlsx", "parquet")
"""These types are known by their own signs; their readers say what is wrong with them."""


def kind_of(path: Path) -> str | None:
    """The kind of a file that is no text; None where its first bytes say nothing."""
    with path.open("rb") as source:
        start = source.read(16)
    return next((kind for sign, kind in _SIGNS.items() if start.startswith(sign)), None)


def check_kind(path: Path, said: str) -> None:
    """Raise the problem of a file that is read as text, and is none."""
    found = None if said in _READ_BY_CONTENT else kind_of(path)
    if found:
        raise problem("file_of_other_type", "file_type", said=said, found=found)
