"""Templates in few words: `fill("{{ a }}", {"a": 1})`; office files are made and read again by their libraries."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from runtime.problems import Problem, Problems
from runtime.services.templates import asking
from storage.template import Template


@pytest.fixture
def fill() -> Callable[..., bytes]:
    def filled(source: str | bytes, values: dict[str, Any] | None = None, kind: str = "html", target: str = "",
               language: str = "en", **more: Any) -> bytes:  # fmt: skip
        content = source.encode() if isinstance(source, str) else source
        return asking.fill(Template(kind=kind, language=language), content, values or {}, target or kind, **more)

    return filled


@pytest.fixture
def refused(fill: Callable[..., bytes]) -> Callable[..., Problem]:
    """What is told of a template that cannot be filled."""

    def told(*arguments: Any, **more: Any) -> Problem:
        with pytest.raises(Problems) as wrong:
            fill(*arguments, **more)
        return wrong.value.problems[0]

    return told


def letter(*paragraphs: str, header: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def sheet(*rows: tuple[Any, ...], dress: Callable[[Any], Any] = lambda _: None) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    dress(book.active)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture
def office() -> Any:
    """`office.letter(…)` and `office.sheet(…)`."""

    class Office:
        pass

    Office.letter, Office.sheet = staticmethod(letter), staticmethod(sheet)
    return Office
