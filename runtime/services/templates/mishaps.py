"""What went wrong with a template, as a problem that a person can act on."""

import re
from collections.abc import Callable
from traceback import walk_tb
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from runtime.services.templates.confined import MEGABYTES, NotInside, Refused
from runtime.services.templates.environment import FieldIsMissing
from runtime.services.templates.packed import Unreadable
from runtime.services.templates.text import LONGEST, TooLong

_PLACED = {"template_field_missing", "template_syntax", "template_failed", "template_forbidden"}
_UNSAFE = re.compile(r"'(\w+)' of|^(\w+)$")


def told(wrong: BaseException, request: dict[str, Any]) -> dict[str, Any]:
    """The problem; its code ends in `_line` or `_place` where the template has lines, or cells and words around."""
    code, parameters = _kind(wrong, request.get("kind", ""))
    line = _line(wrong) if request.get("kind") in {"text", "html"} else None
    if code in _PLACED and line:
        return {"code": f"{code}_line", "parameters": parameters | {"at": line}, "line": line}
    place = next(iter(getattr(wrong, "__notes__", [])), None) or _near(wrong)
    if code in _PLACED and place:
        return {"code": f"{code}_place", "parameters": parameters | {"place": place}}
    return {"code": code, "parameters": parameters}


def harmless(wrong: BaseException) -> bool:
    """Whether the process is as it was, and may go on."""
    ordinary = isinstance(wrong, Exception) and not isinstance(wrong, MemoryError | RecursionError | SecurityError)
    return ordinary or isinstance(wrong, NotInside)


def _kind(wrong: BaseException, kind: str) -> tuple[str, dict[str, Any]]:
    """The first that fits; what nobody thought of is quoted in the library's own words."""
    known: tuple[tuple[type[BaseException], str, Callable[[Any], dict[str, Any]]], ...] = (
        (FieldIsMissing, "template_field_missing", lambda one: {"field": one.field}),
        (SecurityError, "template_forbidden", lambda one: {"word": _word(str(one))}),
        (Refused, "template_outside", lambda one: {"address": one.what}),
        (MemoryError, "template_memory", lambda _: {"megabytes": MEGABYTES}),
        (TooLong, "template_too_long", lambda _: {"limit": LONGEST}),
        (Unreadable, "template_unreadable", lambda _: {"kind": kind}),
        (TemplateNotFound, "template_includes", lambda one: {"file": str(one.name)}),
        (TemplateSyntaxError, "template_syntax", lambda one: {"error": str(one.message)}),
        (ImportError, "template_libraries_missing", lambda one: {"library": str(one.name)}),
    )
    for class_, code, parameters in known:
        if isinstance(wrong, class_):
            return code, parameters(wrong)
    return "template_failed", {"error": f"{type(wrong).__name__}: {str(wrong)[:300]}"}


def _word(said: str) -> str:
    found = _UNSAFE.search(said)
    return (found[1] or found[2]) if found else said


def _near(wrong: BaseException) -> str:
    """The words around a mistake in a document that has no lines."""
    around = " ".join(" ".join(getattr(wrong, "docx_context", ())).split())
    return around[:80]


def _line(wrong: BaseException) -> int | None:
    """The innermost line of the template."""
    if isinstance(wrong, TemplateSyntaxError):
        return int(wrong.lineno)
    lines = [line for frame, line in walk_tb(wrong.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None
