"""A workbook of a few bytes that would fill the memory is refused before it is opened."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from runtime.problems import Problems
from runtime.services.readers.xlsx_size import check_size


def workbook(folder: Path, *cells: str) -> Path:
    rows = "".join(f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}"/></row>' for cell in cells)
    path = folder / "book.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{rows}</sheetData>")
    return path


@pytest.mark.parametrize("cells", [(), ("A1",), ("A1", "Z1048576"), ("A1", "XFD1")])
def test_tall_and_wide_tables_are_welcome(tmp_path, cells):
    check_size(workbook(tmp_path, *cells))


def test_a_cell_far_away_from_the_table_is_told(tmp_path):
    with pytest.raises(Problems) as wrong:
        check_size(workbook(tmp_path, "A1", "XFD1048576"))
    assert wrong.value.problems[0].code == "xlsx_too_large"


def test_a_cut_file_is_no_workbook(tmp_path):
    path = workbook(tmp_path, "A1")
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Problems) as wrong:
        check_size(path)
    assert wrong.value.problems[0].code == "xlsx_unreadable"
