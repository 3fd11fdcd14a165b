"""Sentences are typeset as a careful printer would, in each language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.i18n import sentences

LOCALES = Path(__file__).parents[2] / "editor" / "locales"
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
NO_WORDS = re.compile(r"\{\w+\}|/api/\S+|\w+=\w+|\(items?\)|^ {4}.*")
"""Places, addresses, parameters, the names in a script, a page's code."""


def told(language: str) -> Iterator[tuple[str, str]]:
    """Every sentence, and every help page without its code, each with its address."""
    for key, sentence in sentences(language).items():
        for text in sentence.values() if isinstance(sentence, dict) else [sentence]:
            yield key, text
    for page in (LOCALES / language / "help").glob("*.md"):
        for line in CODE.sub("", page.read_text("utf-8")).splitlines():
            yield page.stem, line


def found(language: str, pattern: str) -> list[str]:
    """The places where `pattern` stands in a sentence, with a little of what is around."""
    looked = re.compile(pattern)
    return [f"{key}: …{text[max(0, hit.start() - 20):hit.end() + 10]}…" for key, text in told(language)
            for hit in looked.finditer(text)]  # fmt: skip


def test_french_signs_never_begin_a_line():
    """« », : ; ! ? keep to their word by a no-break space (U+00A0)."""
    assert found("fr", r"« | »|\u202f|(?<=[\w})»”…%]) [:;?!](?=$|[\s»)])") == []
    assert found("fr", r"«(?=[^\u00a0])|(?<=[^\u00a0])»") == []
    assert found("fr", r"(?<=[^\W\d])[;?!](?=$|[\s»)])") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_apostrophes_and_quotes_are_typographic(language: str):
    assert found(language, r"(?<=[^\W\d])'(?=[^\W\d])") == []
    assert found(language, r"(?<![\w=\"])\"(?=[^\W\d]*\b\")") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_unit_keeps_to_its_number(language: str):
    """`{seconds} s` and `8 MB` are never broken over two lines; a terminal breaks none."""
    broken = found(language, r"(?<=[\d}]) (?:s|min|kB|MB|GB|ko|Mo|Go)\b(?!’)")
    assert [one for one in broken if not one.startswith("cli.")] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nobody_is_shouted_at(language: str):
    assert found(language, r"(?<=\w)[\u00a0 ]?!(?=$|\s)") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_three_points_are_one_sign(language: str):
    assert found(language, r"(?<!\.)\.\.\.(?!\.)") == []


JARGON = {
    "fr": r"(?i)\b(workflows?|runs?|drafts?|dry[- ]run|items?|steps?|logs?|dataflows?|token)\b",
    "en": r"(?i)\b(workflows?|records? of the model|invalid|illegal|parse|null pointer)\b",
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_thing_has_one_word(language: str):
    """A flow is a flow and an item an item: no other word, no English one in French."""
    seen = [(key, NO_WORDS.sub("", text)) for key, text in told(language) if not key.startswith("cli.")]
    words = re.compile(JARGON[language])
    assert [(key, hit[0]) for key, text in seen if key != "api.how" for hit in words.finditer(text)] == []


def test_json_files_say_nothing_twice_under_one_key():
    for file in LOCALES.rglob("*.json"):
        json.loads(file.read_text("utf-8"), object_pairs_hook=_once)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    assert len({key for key, _ in pairs}) == len(pairs), [key for key, _ in pairs]
    return dict(pairs)
