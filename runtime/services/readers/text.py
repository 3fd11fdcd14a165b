"""Text files as UTF-8: what Polars reads as it is stays where it is, the rest is decoded in a stream."""

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path

from runtime.problems import Problem, Problems, problem

ENCODINGS = {"utf-8": "utf-8", "utf-8-bom": "utf-8-sig", "latin-1": "cp1252", "cp1252": "cp1252", "utf-16": "utf-16"}
"""The encodings that the form offers, as Python decodes them (latin-1 as its superset with the euro sign)."""
_CHUNK = 1 << 20
_LENIENT = "etapes.control_characters"


def utf8(path: Path, encoding: str, scratch: Callable[[], Path]) -> Path:
    """The file itself where it is UTF-8 already, else a decoded copy in the folder that `scratch` gives."""
    if path.stat().st_size == 0:
        raise problem("file_empty", "file")
    python_name = ENCODINGS[encoding]
    if python_name.startswith("utf-8") and not _old_lines(path):
        return path
    copy = scratch() / f"{path.name}.{encoding}.txt"
    if not copy.exists():
        unfinished = copy.with_suffix(".part")
        with unfinished.open("w", encoding="utf-8", newline="") as target:
            for chunk in decoded(path, encoding):
                target.write(chunk)
        unfinished.replace(copy)
    return copy


def decoded(path: Path, encoding: str) -> Iterator[str]:
    """The file's text in chunks, lines ended by `\\n`; a byte that does not fit is a problem with its line."""
    errors = _LENIENT if encoding == "latin-1" else "strict"
    decoder = codecs.getincrementaldecoder(_codec(path, encoding))(errors=errors)
    old = _old_lines(path)
    with path.open("rb") as source:
        while True:
            chunk = source.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeError as wrong:
                raise Problems(misencoded(path, encoding)) from wrong
            yield text.replace("\r", "\n") if old else text
            if not chunk:
                return


def misencoded(path: Path, encoding: str) -> Problem:
    """Where the file stops being what its encoding says, and which one it looks like."""
    line, before = 1, 0
    with path.open("rb") as source:
        decoder = codecs.getincrementaldecoder(_codec(path, encoding))()
        for raw in source:
            try:
                decoder.decode(raw)
            except UnicodeError as wrong:
                start = wrong.start if isinstance(wrong, UnicodeDecodeError) and wrong.start < len(raw) else 0
                found = raw[start]
                parameters = {"encoding": encoding, "line": line, "byte": before + start + 1}
                parameters |= {"found": f"0x{found:02x}", "looks_like": looks_like(path)}
                return Problem(code="file_encoding", setting="encoding", parameters=parameters, line=line)
            line, before = line + 1, before + len(raw)
    return Problem(code="file_cut", setting="file", parameters={"encoding": encoding}, line=None)


def looks_like(path: Path) -> str:
    """The encoding that a file speaks for."""
    with path.open("rb") as source:
        start = source.read(65_536)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-bom"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or start.count(0) > len(start) // 4:
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
        return "utf-8" if _all_utf8(path) else "latin-1"
    except UnicodeDecodeError:
        return "latin-1"


def _control_character(wrong: UnicodeError) -> tuple[str, int]:
    """The five bytes that cp1252 leaves out are control characters in latin-1."""
    assert isinstance(wrong, UnicodeDecodeError)
    return chr(wrong.object[wrong.start]), wrong.start + 1


codecs.register_error(_LENIENT, _control_character)


def _all_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as source:
        try:
            while chunk := source.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _codec(path: Path, encoding: str) -> str:
    """Python's name of it; UTF-16 goes by its byte order mark, else by where the zeros of plain letters stand."""
    if encoding != "utf-16":
        return ENCODINGS[encoding]
    with path.open("rb") as source:
        start = source.read(65_536)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    big, little = start[::2].count(0), start[1::2].count(0)
    if big + little <= len(start) // 4:
        return "utf-16"  # no such file, which its decoder says
    return "utf-16-be" if big > little else "utf-16-le"


def _old_lines(path: Path) -> bool:
    """Lines ended by a carriage return alone, as old Macs wrote them."""
    with path.open("rb") as source:
        start = source.read(65_536)
    return b"\r" in start and b"\n" not in start
