"""An office document as a plain page: its words and tables, for a first look."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from markupsafe import Markup

_MOST = 200
"""Rows and paragraphs that are shown."""
_WIDEST = 30


def outline(kind: str, content: bytes) -> str:
    """HTML without styles or scripts; formulas show themselves."""
    return "".join(_words(content) if kind == "docx" else _sheets(content))


def _words(content: bytes) -> Iterator[str]:
    from docx import Document
    from docx.table import Table

    for at, part in enumerate(Document(BytesIO(content)).iter_inner_content()):
        if at == _MOST:
            return
        if isinstance(part, Table):
            yield _table([cell.text for cell in row.cells] for row in part.rows)
        else:
            heading = part.style and str(part.style.name).startswith(("Heading", "Title"))
            yield (Markup("<h2>{}</h2>") if heading else Markup("<p>{}</p>")).format(part.text)


def _sheets(content: bytes) -> Iterator[str]:
    from openpyxl import load_workbook

    for sheet in load_workbook(BytesIO(content)).worksheets:
        yield Markup("<h2>{}</h2>").format(sheet.title)
        yield _table(sheet.iter_rows(max_row=_MOST, max_col=_WIDEST, values_only=True))


def _table(rows: Iterable[Iterable[object]]) -> str:
    lines = (
        Markup("").join(Markup("<td>{}</td>").format("" if cell is None else cell) for cell in row) for row in rows
    )
    return f"<table>{Markup('').join(Markup('<tr>{}</tr>').format(line) for line in lines)}</table>"
