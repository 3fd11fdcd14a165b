"""Answers in JSON: numbers as they were kept, times in UTC, a message in the caller's language for every problem."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response

from editor.i18n import known, translate
from runtime.problems import Problem
from storage.exact_json import dumps
from storage.vault import masked


def answer(content: Any, status: int = 200, headers: dict[str, str] | None = None,
           media_type: str = "application/json") -> Response:  # fmt: skip
    """`content` as the body; big integers and half surrogates come out as they went in."""
    return Response(dumps(plain(content)), status, headers, media_type)


def plain(value: Any) -> Any:
    """The value with its times written out, ready for JSON. What nobody may read is dots."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, str):
        return masked(value)
    return value if isinstance(value, int | float | None) else str(value)


def moment(time: datetime) -> str:
    """ISO 8601 in UTC, ending in Z."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Voice:
    """Says things in the caller's language."""

    language: str = "en"

    def say(self, key: str, **parameters: Any) -> str:
        return translate(key, self.language, **parameters)

    def problem(self, found: Problem) -> dict[str, Any]:
        """A problem as every answer shows it."""
        return {
            "step": found.step,
            "setting": found.setting,
            "code": found.code,
            "parameters": plain(found.parameters),
            "message": self.sentence(found.code, found.parameters),
            "item": plain(found.item),
            "line": found.line,
        }

    def sentence(self, code: str, parameters: dict[str, Any]) -> str:
        """What the code means here; a code without a sentence is named, never hidden."""
        key = f"problems.{code}"
        return self.say(key, **parameters) if known(key) else self.say("problems.unexpected", code=code)

    def log(self, code: str, parameters: dict[str, Any]) -> str:
        """A log line's sentence; a line without one is its code."""
        return self.say(f"log.{code}", **parameters) if known(f"log.{code}") else code
