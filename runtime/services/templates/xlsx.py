"""Excel workbooks: `{{ field }}` in a cell; a row with `{{ lines[].price }}` is repeated for each of the lines."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from jinja2 import Undefined
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.numbers import is_date_format
from openpyxl.worksheet.worksheet import Worksheet

from runtime.services.templates.environment import Environment
from runtime.services.templates.fields import fields_of
from runtime.services.templates.packed import packed
from runtime.services.templates.xlsx_rows import grow

_ALONE = re.compile(r"\s*\{\{(?P<expression>(?:(?!\}\}).)+)\}\}\s*", re.DOTALL)
_LIST = re.compile(r"([A-Za-z_]\w*(?:\.\w+)*)\[\](\.)?")
_ELEMENT = "element_of_list"


def filled(source: bytes, values: dict[str, Any], language: Environment) -> bytes:
    book = _opened(source)
    for sheet in book.worksheets:
        for row in range(sheet.max_row, 0, -1):
            _fill_row(sheet, row, values, language)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def fields(source: bytes) -> list[str]:
    found: dict[str, None] = {}
    for sheet in _opened(source).worksheets:
        for row in range(1, sheet.max_row + 1):
            over = _list_of(sheet, row)
            for cell in _cells(sheet, row):
                for path in fields_of(Environment().parse(_LIST.sub(_as_element, cell.value))):
                    found[re.sub(rf"^{_ELEMENT}\b", f"{over}[]", path)] = None
    return list(found)


def _opened(source: bytes) -> Workbook:
    return load_workbook(packed(source, "xl/workbook.xml"))


def _fill_row(sheet: Worksheet, row: int, values: dict[str, Any], language: Environment) -> None:
    over = _list_of(sheet, row)
    if over is None:
        return _fill_cells(sheet, row, values, language)
    cell = next(_cells(sheet, row))
    elements = _placed(sheet, cell, lambda: list(_value(f"{over} or []", values, language) or []))
    grow(sheet, row, len(elements))
    for at, element in enumerate(elements):
        _fill_cells(sheet, row + at, values | {_ELEMENT: element}, language)
    if not elements:
        for cell in _cells(sheet, row):
            cell.value = None
    return None


def _fill_cells(sheet: Worksheet, row: int, values: dict[str, Any], language: Environment) -> None:
    for cell in _cells(sheet, row):
        text = _LIST.sub(_as_element, cell.value)
        _put(cell, _placed(sheet, cell, lambda text=text: _filled(text, values, language)))


def _filled(text: str, values: dict[str, Any], language: Environment) -> Any:
    """A placeholder alone keeps its number; among other words it becomes text."""
    alone = _ALONE.fullmatch(text)
    if alone:
        return _value(alone["expression"], values, language)
    return language.from_string(text).render(values)


def _value(expression: str, values: dict[str, Any], language: Environment) -> Any:
    found = language.compile_expression(expression, undefined_to_none=False)(values)
    return str(found) if isinstance(found, Undefined) else found


def _put(cell: Cell, value: Any) -> None:
    """Plain values as they are, dates where the cell is one; a text that begins like a formula stays a text."""
    if isinstance(value, str) and is_date_format(cell.number_format):
        value = _moment(value)
    cell.value = value if value is None or isinstance(value, int | float | datetime) else str(value)
    if isinstance(cell.value, str):
        cell.data_type = "s"


def _moment(text: str) -> str | datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text


def _cells(sheet: Worksheet, row: int) -> Iterator[Cell]:
    """The cells with places to fill; formulas are left alone."""
    for cell in sheet[row]:
        if isinstance(cell, Cell) and cell.data_type == "s" and ("{{" in str(cell.value) or "{%" in str(cell.value)):
            yield cell


def _list_of(sheet: Worksheet, row: int) -> str | None:
    return next((found[1] for cell in _cells(sheet, row) if (found := _LIST.search(str(cell.value)))), None)


def _as_element(found: re.Match[str]) -> str:
    return _ELEMENT + (found[2] or "")


def _placed(sheet: Worksheet, cell: Cell, deed: Any) -> Any:
    """What goes wrong in a cell tells where that is."""
    try:
        return deed()
    except Exception as wrong:
        wrong.add_note(f"{sheet.title}!{cell.coordinate}")
        raise
