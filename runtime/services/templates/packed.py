"""Office files are zip archives: looked at before a library unpacks them."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

_LARGEST = 200_000_000
"""Bytes of all parts unpacked."""


class Unreadable(Exception):
    """No such office file, or one that would burst."""


def packed(source: bytes, part: str) -> BytesIO:
    """The archive, when it has the part that makes it one of its kind."""
    try:
        with ZipFile(BytesIO(source)) as archive:
            infos = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as broken:
        raise Unreadable from broken
    if part not in {info.filename for info in infos} or sum(info.file_size for info in infos) > _LARGEST:
        raise Unreadable
    return BytesIO(source)
