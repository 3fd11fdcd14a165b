"""Constants as people type them: plain text in, JSON values out, and back.

What the text means depends on what it is compared with or written to: `0` is the number 0 for a number field and the
text "0" for a text field. Text that does not fit is kept as text: the check says what is wrong with it.
"""

import json
import re
from typing import Any

from babel.numbers import NumberFormatError, get_decimal_symbol, parse_decimal

from runtime.schema import Kind

NUMBERS = {Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL}
YES = {"true", "yes", "vrai", "oui"}
NO = {"false", "no", "faux", "non"}


def typed(text: str, kind: Kind | None, language: str) -> Any:
    """The JSON value that `text` means where a value of `kind` is wanted; None (unknown) decides by the text itself."""
    if kind in {Kind.STRING, Kind.DATE, Kind.TIME, Kind.DATETIME}:
        return text if kind is Kind.STRING else text.strip() or None
    if not text.strip():
        return None
    if kind in NUMBERS:
        return as_number(text, language)
    if kind is Kind.BOOLEAN:
        return as_boolean(text)
    if kind in {Kind.ARRAY, Kind.OBJECT}:
        return as_json(text)
    return guessed(text, language)


def typed_list(text: str, kind: Kind | None, language: str) -> list[Any]:
    """The list that comma separated text means: `UA, "Smith, John", B6`. Semicolons separate where there are any."""
    separator = ";" if ";" in re.sub(r'"[^"]*"', "", text) else ","
    parts = re.findall(rf'\s*(?:"((?:[^"]|"")*)"|([^{separator}]*))\s*(?:{separator}|$)', text)
    words = [quoted.replace('""', '"') or bare.strip() for quoted, bare in parts]
    return [typed(word, kind, language) for word in words if word]


def shown(value: Any, kind: Kind | None = None) -> str:
    """`value` as the text that `typed` would read back."""
    if value is None:
        return ""
    if isinstance(value, str):
        ambiguous = kind in {None, Kind.ANY} and not isinstance(guessed(value, "en"), str)
        return json.dumps(value, ensure_ascii=False) if ambiguous else value
    if isinstance(value, list) and kind not in {Kind.ARRAY, Kind.OBJECT} and not _nested(value):
        return shown_list(value, kind)
    return json.dumps(value, ensure_ascii=False)


def shown_number(value: Any, language: str, kind: Kind | None = None) -> str:
    """As `shown`, with the language's decimal sign: `1,5` in French."""
    sign = get_decimal_symbol(language)
    return shown(value, kind).replace(".", sign) if isinstance(value, float) else shown(value, kind)


def shown_list(values: list[Any], kind: Kind | None = None) -> str:
    """A list of plain values as comma separated text."""
    return ", ".join(_quoted(shown(value, kind)) for value in values)


def guessed(text: str, language: str) -> Any:
    """Where nothing says what is wanted: a number, yes/no or JSON if the text is one; quotes make it text."""
    word = text.strip()
    if word[:1] in {'"', "[", "{"}:
        return as_json(word)
    if word in {"true", "false"}:
        return word == "true"
    return as_number(text, language)


def as_number(text: str, language: str) -> Any:
    """`1.5`, or `1,5` in French; whole numbers stay whole whatever their size. Other text comes back as it is."""
    word = text.strip()
    if re.fullmatch(r"[+-]?(0|[1-9]\d*)", word):
        return int(word)
    if re.fullmatch(r"[+-]?(0|[1-9]\d*)\.\d+", word):
        return float(word)
    word = re.sub(r"(?<=\d)\s(?=\d{3}(\D|$))", "", word)
    if not re.fullmatch(r"[+-]?(0|[1-9][\d.,]*)([.,]\d+)?", word):
        return text
    try:
        number = parse_decimal(word, locale=language, strict=True)
    except NumberFormatError:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def as_boolean(text: str) -> Any:
    word = text.strip().lower()
    return True if word in YES else False if word in NO else text


def as_json(text: str) -> Any:
    """The JSON value, or the text itself where it is none (NaN and Infinity are none)."""
    try:
        return json.loads(text, parse_constant=_refused)
    except ValueError:
        return text


def _refused(name: str) -> None:
    raise ValueError(name)


def _nested(values: list[Any]) -> bool:
    return any(isinstance(value, list | dict) or value is None for value in values)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;]|^\s|\s$', text) or not text else text
