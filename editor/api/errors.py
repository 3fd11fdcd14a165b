"""From error to status: the one table, and the refusals that only HTTP knows."""

from typing import Any

from editor.api.json_patch import PatchRefused
from runtime.problems import Outage, Problem, Problems
from storage.entries import Unfit
from storage.errors import (
    Conflict,
    Damaged,
    DiskFull,
    NotFound,
    Refused,
    Stale,
    StorageError,
    TooManyAttempts,
    UnreadableDocument,
)
from storage.secrets import SecretUnreadable


class Refusal(Exception):
    """A request that is answered by a problem: `code` is a key of the problem sentences, `parameters` fill it.

    `problems` are the single things that are wrong, `headers` what the answer must carry.
    """

    def __init__(self, code: str, *, problems: list[Problem] | None = None, headers: dict[str, str] | None = None,
                 **parameters: Any) -> None:  # fmt: skip
        self.code, self.parameters = code, parameters
        self.problems, self.headers = problems or [], headers or {}
        super().__init__(f"{code} {parameters}")


class Malformed(Refusal):
    """The request is not of the shape that it must have."""


class NotIdentified(Refusal):
    """No token, or one that is unknown, revoked or past its end."""


class NotAllowed(Refusal):
    """The caller is known and may not do this."""


class NothingHere(Refusal):
    """No such address."""


class WrongMethod(Refusal):
    """The address is there, and does not answer to this method."""


class RunFailed(Refusal):
    """The caller waited, and the run did not succeed."""


class RangeNotThere(Refusal):
    """The file has no such bytes."""


class TooLarge(Refusal):
    """More bytes than the installation takes."""


class WrongMediaType(Refusal):
    """A body of a kind that is not read here."""


class NeedsEtag(Refusal):
    """A write must say for which state it was made."""


class Unexpected(Refusal):
    """Something broke here; the log has it under the id that the caller is told."""


STATUS: dict[type[Exception], int] = {
    Malformed: 400,
    PatchRefused: 400,
    Problems: 400,
    UnreadableDocument: 400,
    Refused: 400,
    Unfit: 400,
    NotIdentified: 401,
    NotAllowed: 403,
    NothingHere: 404,
    NotFound: 404,
    WrongMethod: 405,
    Conflict: 409,
    SecretUnreadable: 409,
    Stale: 412,
    TooLarge: 413,
    WrongMediaType: 415,
    RangeNotThere: 416,
    RunFailed: 422,
    NeedsEtag: 428,
    TooManyAttempts: 429,
    Unexpected: 500,
    Damaged: 500,
    StorageError: 500,
    Outage: 502,
    DiskFull: 507,
}


def status_of(wrong: Exception) -> int:
    """The status of the nearest class that the table knows."""
    return next((STATUS[kind] for kind in type(wrong).__mro__ if kind in STATUS), 500)


def code_of(wrong: Exception) -> str:
    """The key of the sentence that says what is wrong as a whole."""
    return "problems_found" if isinstance(wrong, Problems) else str(getattr(wrong, "code", "unexpected"))


def parameters_of(wrong: Exception) -> dict[str, Any]:
    if isinstance(wrong, Problems):
        return {"count": len(wrong.problems)}
    return dict(getattr(wrong, "parameters", {}))


def problems_of(wrong: Exception) -> list[Problem]:
    """The single things that are wrong: each with its place."""
    if isinstance(wrong, Problems | Refusal):
        return list(wrong.problems)
    if isinstance(wrong, Unfit):
        return [Problem(code=one.code, setting=one.field, parameters=dict(one.parameters)) for one in wrong.faults]
    if isinstance(wrong, PatchRefused):
        return [Problem(code=wrong.code, setting=wrong.parameters.get("pointer"), parameters=wrong.parameters)]
    if isinstance(wrong, UnreadableDocument):
        return [
            Problem(code="document_place_misshapen", setting=place, parameters={"place": place, "kind": kind})
            for place, kind in wrong.parameters.get("places", [])
        ]
    return []
