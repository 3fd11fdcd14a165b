"""A row that becomes many: what stands below moves down, and formulas still mean what they meant."""

import re
from collections.abc import Iterator
from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")


def grow(sheet: Worksheet, row: int, count: int) -> None:
    """Copies of `row` below itself, so that there are `count` (at least one)."""
    more = count - 1
    if more <= 0:
        return
    merged = [copy(area) for area in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area.coord)
    heights = {at: one.height for at, one in sheet.row_dimensions.items() if one.height and at >= row}
    sheet.insert_rows(row + 1, more)
    for at, height in heights.items():
        sheet.row_dimensions[at + (more if at > row else 0)].height = height
    for cell in _formulas(sheet):
        cell.value = _moved(str(cell.value), sheet, cell.parent, row, more)
    for cell in sheet[row]:
        _copy_down(sheet, cell, more)
    for area in merged:
        if area.min_row > row:
            area.shift(row_shift=more)
        copies = range(more + 1) if area.min_row == area.max_row == row else (0,)
        for down in copies:
            sheet.merge_cells(None, area.min_row + down, area.min_col, area.max_row + down, area.max_col)
    for down in range(1, more + 1):
        sheet.row_dimensions[row + down].height = heights.get(row)


def _copy_down(sheet: Worksheet, cell: Cell | MergedCell, more: int) -> None:
    formula = Translator(cell.value, cell.coordinate) if isinstance(cell, Cell) and cell.data_type == "f" else None
    for down in range(1, more + 1):
        target = sheet.cell(cell.row + down, cell.column)
        target._style = copy(cell._style)
        target.value = formula.translate_formula(target.coordinate) if formula else cell.value


def _formulas(sheet: Worksheet) -> Iterator[Cell]:
    for other in sheet.parent.worksheets:
        for cells in other.iter_rows():
            yield from (cell for cell in cells if isinstance(cell, Cell) and cell.data_type == "f"
                        and isinstance(cell.value, str))  # fmt: skip


def _moved(formula: str, sheet: Worksheet, stands_in: Worksheet, row: int, more: int) -> str:
    """The formula after `more` rows came below `row`; an area that ends at the row takes the new ones in."""
    tokens = Tokenizer(formula).items
    for token in tokens:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            named, sign, area = token.value.rpartition("!")
            if named.strip("'") == sheet.title or (not sign and stands_in is sheet):
                first, colon, last = area.partition(":")
                ends = _shifted(last, row - 1, more) if colon else ""
                token.value = f"{named}{sign}{_shifted(first, row, more)}{colon}{ends}"
    return "=" + "".join(token.value for token in tokens)


def _shifted(reference: str, row: int, more: int) -> str:
    """Rows beyond `row` further down."""
    found = _REFERENCE.fullmatch(reference)
    return f"{found[1]}{int(found[2]) + (more if int(found[2]) > row else 0)}" if found else reference
