"""What is known of a stored file."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FileInfo:
    """A stored file. `extension` without its dot, `size` in bytes, `sha256` in hex, times in UTC."""

    id: str
    name: str
    extension: str
    media_type: str
    size: int
    sha256: str
    created: datetime
    updated: datetime
    creator: str | None
