"""Names of files, made harmless, and the media types that they tell."""

import re
from mimetypes import MimeTypes
from unicodedata import category, normalize

_LONGEST = 200
"""Bytes in UTF-8; file systems take 255."""
_OURS = {
    "csv": "text/csv",
    "json": "application/json",
    "ndjson": "application/x-ndjson",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_KNOWN = MimeTypes()  # the standard's own list: the same on every machine


def harmless(name: str) -> str:
    """The last part of a path, without what file systems, headers or readers could be tricked with."""
    last = re.split(r"[/\\]", normalize("NFC", name))[-1]
    shown = "".join(" " if character in '<>:"|?*' else character for character in last if _visible(character))
    tidy = re.sub(r"\s+", " ", shown).strip(" .")
    return _cut(tidy) or "file"


def extension(name: str) -> str:
    """`csv` of `Orders.CSV`; empty when there is none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""


def media_type(name: str) -> str:
    """What kind of file the name says that it is."""
    kind = _OURS.get(extension(name)) or _KNOWN.guess_type(f"x.{extension(name)}")[0]
    return kind or "application/octet-stream"


def _visible(character: str) -> bool:
    return category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _cut(name: str) -> str:
    length = len(extension(name)) + 1 if 1 <= len(extension(name)) <= 20 else 0
    stem, ending = (name[:-length], name[-length:]) if length else (name, "")
    room = _LONGEST - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + ending
