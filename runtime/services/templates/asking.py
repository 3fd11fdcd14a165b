"""What is asked of the workshop: the fields of a template, a filled document, a picture of a page."""

from collections.abc import Mapping
from typing import Any

from runtime.services.templates.workshop import workshop
from runtime.stop import Stop
from storage.template import Template

SECONDS = 60.0
"""What one document may take."""
_LOOK_SECONDS = 20.0


def look(kind: str, source: bytes) -> list[str]:
    """The fields that a template asks for; `Problems` where it is none."""
    head, _ = workshop().ask({"deed": "look", "kind": kind}, source, _LOOK_SECONDS, Stop())
    return list(head["fields"])


def fill(template: Template, source: bytes, values: Mapping[str, Any], target: str, *, missing: str = "error",
         pictures: Mapping[str, str] | None = None, seconds: float = SECONDS, stop: Stop | None = None
         ) -> bytes:  # fmt: skip
    """The document; `Problems` say what is wrong with the template, and where."""
    request = {"deed": "fill", "kind": template.kind, "target": target, "values": dict(values), "missing": missing,
               "language": template.language, "pictures": dict(pictures or {})}  # fmt: skip
    return workshop().ask(request, source, seconds, stop or Stop())[1]


def picture(pdf: bytes, page: int) -> tuple[int, bytes]:
    """The number of pages, and one of them (from 0) as PNG."""
    head, content = workshop().ask({"deed": "picture", "page": page}, pdf, _LOOK_SECONDS, Stop())
    return head["pages"], content


def outline(kind: str, document: bytes) -> str:
    """An office document as a plain page of HTML."""
    return workshop().ask({"deed": "outline", "kind": kind}, document, _LOOK_SECONDS, Stop())[1].decode()
