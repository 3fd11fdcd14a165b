"""Texts and pages: filled piece by piece, never longer than a limit."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import escape

from runtime.services.templates.environment import Environment

LONGEST = 50_000_000
"""Characters of a filled text."""


_SHOWN = re.compile(r"""(\bsrc\s*=\s*)(["'])([^"'<>]+)\2""", re.IGNORECASE)


class TooLong(Exception):
    """What a template makes has no end, or hardly one."""


def filled_text(source: str, values: dict[str, Any], language: Environment) -> str:
    parts, length = [], 0
    for part in _compiled(language, source).generate(values):
        length += len(part)
        if length > LONGEST:
            raise TooLong
        parts.append(part)
    return "".join(parts)


@lru_cache(maxsize=4)
def _compiled(language: Environment, source: str) -> jinja2.Template:
    """The same page is filled again and again."""
    return language.from_string(source)


def as_html(text: str) -> str:
    """A plain text as a page, line by line."""
    lines = (escape(line).replace("  ", "\xa0 ") or "\xa0" for line in text.splitlines())
    return "".join(f"<div>{line}</div>" for line in lines)


def with_pictures(page: str, pictures: Mapping[str, str]) -> str:
    """The page with the pictures in place of their names; other addresses stay."""
    return _SHOWN.sub(lambda found: f"{found[1]}{found[2]}{pictures.get(found[3], found[3])}{found[2]}", page)
