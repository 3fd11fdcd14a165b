"""What storage refuses, as codes with parameters; the sentences stand in `editor/locales/*/problems`."""

from datetime import datetime
from typing import Any

_PLACES = 10
"""Wrong places of a document that one sentence can name."""


class StorageError(Exception):
    """Something asked of storage could not be done; nothing was changed.

    `code` is a key of the problem sentences, `parameters` fill that sentence.
    """

    code = "storage_failed"

    def __init__(self, code: str | None = None, **parameters: Any) -> None:
        self.code = code or self.code
        self.parameters = parameters
        super().__init__(f"{self.code} {parameters}")


class NotFound(StorageError):
    """No such flow, version, file, run, person, token or sandbox (an id of another sandbox is unknown too).

    The code is `<kind>_not_found`.
    """

    def __init__(self, kind: str, id: str) -> None:
        super().__init__(f"{kind}_not_found", id=id)


class Stale(StorageError):
    """The etag presented is not the current one: somebody wrote in between."""

    code = "stale"

    def __init__(self, sent: str, current: str, author: str, time: datetime) -> None:
        super().__init__(sent=sent, current=current, author=author, time=time.isoformat())


class Conflict(StorageError):
    """The state does not allow it (publishing twice, rolling back to a version that is not there)."""

    code = "conflict"


class Damaged(StorageError):
    """A file failed its checksum and no good copy was left; it was set aside, never overwritten."""

    code = "damaged_file"


class DiskFull(StorageError):
    """There was no room to write; what was there before is untouched."""

    code = "disk_full"


class UnreadableDocument(StorageError):
    """A document is not of the shape of a flow, or comes from a later release."""

    code = "document_misshapen"

    @classmethod
    def misshapen(cls, places: list[tuple[str, str]]) -> "UnreadableDocument":
        """`places` are pairs of a dotted path and the kind of the fault."""
        where = ", ".join([*(path for path, _ in places[:_PLACES]), *(["…"] if len(places) > _PLACES else [])])
        return cls("document_misshapen", places=places, where=where, count=len(places))

    @classmethod
    def from_the_future(cls, written: int, newest: int) -> "UnreadableDocument":
        return cls("document_from_future", written=written, newest=newest)


class TooManyAttempts(StorageError):
    """Too many wrong passwords for this name or from this address; `seconds` says how long to wait."""

    code = "too_many_attempts"

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds, count=seconds)


class Refused(StorageError):
    """A value that storage does not take: a password too short, a name with control characters, an unknown role."""

    code = "refused"
