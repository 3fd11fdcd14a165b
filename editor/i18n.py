"""Labels are addresses: `translate(key, language, …)` finds the sentence, in the language's own habits.

`locales/<language>/` holds the sentences: `app/<page>.json` gives `<page>.<key>`, `problems/*.json` and `log/*.json`
give `problems.<code>` and `log.<code>`, `steps/<type>.json` gives `steps.<type>.…`, `help/<type>.md` the help pages.
A sentence is text with `{name}` places, or {"one": …, "other": …} chosen by its parameter `count`.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal

LANGUAGES = ("en", "fr")
_FOLDER = Path(__file__).parent / "locales"


def translate(key: str, language: str, **parameters: Any) -> str:
    """The sentence at `key`; numbers and dates in `parameters` come out as the language writes them."""
    sentence = sentences(language)[key]
    if isinstance(sentence, dict):
        plural = Locale.parse(language).plural_form(parameters.get("count", 0))
        sentence = sentence.get(plural, sentence["other"])
    shown = {name: _shown(value, language) for name, value in parameters.items()}
    return sentence.format_map(_Kept(shown))


def known(key: str, language: str = "en") -> bool:
    return key in sentences(language)


def help_page(step_type: str, language: str) -> str:
    """The step's help, in Markdown."""
    return (_FOLDER / language / "help" / f"{step_type}.md").read_text("utf-8")


@cache
def sentences(language: str) -> dict[str, str | dict[str, str]]:
    """Every sentence of a language by its full key."""
    found: dict[str, str | dict[str, str]] = {}
    for room in ("app", "problems", "log", "steps"):
        for file in sorted((_FOLDER / language / room).glob("*.json")):
            prefix = {"app": file.stem, "steps": f"steps.{file.stem}"}.get(room, room)
            for key, sentence in _flat(json.loads(file.read_text("utf-8")), prefix):
                if key in found:
                    raise ValueError(f"{file}: {key} stands twice")
                found[key] = sentence
    return found


def number(value: float, language: str) -> str:
    """A number to be read in a sentence: grouped, three decimals at most."""
    return format_decimal(value, locale=language) if abs(value) < 1e15 else repr(value)


def exact(value: float, language: str) -> str:
    """A number with all its digits, grouped; beyond 10^15 and below 10^-4 as Python writes it."""
    plain = value == 0 or 1e-4 <= abs(value) < 1e15
    return format_decimal(value, locale=language, decimal_quantization=False) if plain else repr(value)


def moment(value: datetime, language: str) -> str:
    return _wide(format_datetime(value, format="medium", locale=language))


def minute(value: datetime, language: str) -> str:
    """Date and time of day, to the minute."""
    return f"{format_date(value, format='medium', locale=language)}, {clock(value, language)}"


def clock(value: datetime, language: str) -> str:
    """The time of day, to the minute."""
    return _wide(format_time(value, format="short", locale=language))


def _wide(text: str) -> str:
    """The narrow space before PM is too narrow to be seen in our type."""
    return text.replace("\u202f", "\u00a0")


def _flat(tree: dict[str, Any], prefix: str) -> Iterator[tuple[str, str | dict[str, str]]]:
    for name, branch in tree.items():
        if isinstance(branch, dict) and "other" not in branch:
            yield from _flat(branch, f"{prefix}.{name}")
        else:
            yield f"{prefix}.{name}", branch


def _shown(value: Any, language: str) -> Any:
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    if isinstance(value, int | float):
        return number(value, language)
    if isinstance(value, datetime):
        return moment(value, language)
    if isinstance(value, date):
        return format_date(value, format="medium", locale=language)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


class _Kept(dict[str, Any]):
    """A place without a value stays visible as `{name}`, so that a sentence never fails to show."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
