"""Labels are addresses: `translate(key, language, …)` finds the sentence, in the language's own habits.

`locales/<language>/` holds the sentences: `app/<page>.json` gives `<page>.<key>`, `problems/*.json` and `log/*.json`
give `problems.<code>` and `log.<code>`, `steps/<type>.json` gives `steps.<type>.…`, `help/<type>.md` the help pages.
A sentence is text with `{name}` places, or {"one": …, "other": …} chosen by its parameter `count`.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

LANGUAGES = ("en", "fr")
_FOLDER = Path(__file__).parent / "locales"


def translate(key: str, language: str, **parameters: Any) -> str:
    """The sentence at `key`; numbers and dates in `parameters` come out as the language writes them.

    A problem among them, the cause of another one, is said in words, too.
    """
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


def exact(value: float | str, language: str) -> str:
    """A number, or its plain text, with all its digits and the language's signs.

    Grouped from five digits on: 2024 may be a year. Longer ones than fifteen digits, and what is written with an
    exponent, stay as they are.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    plain = re.fullmatch(r"(-?)(\d+)(\.\d+)?", str(value))
    if not plain:
        return str(value)
    sign, whole, part = plain.groups(default="")
    if 5 <= len(whole) <= 15:
        whole = f"{int(whole):_}".replace("_", get_group_symbol(language)) if whole[0] != "0" else whole
    return sign + whole + part.replace(".", get_decimal_symbol(language))


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
    return _inside(value, language) if isinstance(value, list | tuple | dict) else value


def _inside(value: Any, language: str) -> str:
    """A problem as its sentence, anything else as JSON."""
    if isinstance(value, dict) and known(f"problems.{value.get('code')}"):
        return translate(f"problems.{value['code']}", language, **(value.get("parameters") or {}))
    return json.dumps(value, ensure_ascii=False, default=str)


class _Kept(dict[str, Any]):
    """A place without a value stays visible as `{name}`, so that a sentence never fails to show."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
