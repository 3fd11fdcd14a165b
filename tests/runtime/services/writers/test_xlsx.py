"""Excel out: real numbers and dates, nothing rounded, nothing run."""

from datetime import datetime, time

import pytest
from openpyxl import load_workbook

from runtime.problems import Problems
from runtime.schema import FieldType, Kind

TYPED = {
    "day": FieldType(Kind.DATE), "at": FieldType(Kind.DATETIME, zoned=True), "hour": FieldType(Kind.TIME),
    "money": FieldType(Kind.DECIMAL),
}  # fmt: skip
ITEMS = [{"n": 1, "x": 2.5, "big": 2**53 + 1, "s": "=1+1", "b": True, "l": [1], "day": "2025-01-02",
          "at": "2025-01-02T03:04:05Z", "hour": "08:30:00", "money": "12.50", "url": "http://x.test"},
         {"day": "1899-12-31", "money": "1234567890123456789.5", "s": "@x"}]  # fmt: skip


def cells(path, sheet="Sheet1"):
    with path.open("rb") as source:
        book = load_workbook(source)
    rows = [list(row) for row in book[sheet].iter_rows(values_only=True)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]], book


def test_numbers_dates_and_texts_are_what_they_are(write):
    [first, second], book = cells(write(ITEMS, TYPED, file_type="xlsx"))
    assert first["day"] == datetime(2025, 1, 2)
    assert (first["at"], first["hour"]) == (datetime(2025, 1, 2, 3, 4, 5), time(8, 30))
    assert (first["n"], first["x"], first["money"], first["b"]) == (1, 2.5, 12.5, True)
    assert (first["s"], first["big"], first["url"], second["s"]) == ("=1+1", str(2**53 + 1), "http://x.test", "@x")
    assert (second["day"], second["money"], second["n"]) == ("1899-12-31", "1234567890123456789.5", None)
    text = next(cell for cell in book["Sheet1"][2] if cell.value == "=1+1")
    assert text.data_type == "s"  # "f" would be a formula


def test_the_sheet_has_its_name_and_the_same_items_make_the_same_file(write):
    first = write(ITEMS, TYPED, file_type="xlsx", sheet="Delays")
    assert cells(first, "Delays")[0][0]["n"] == 1
    assert write(ITEMS, TYPED, file_type="xlsx", sheet="Delays") == first


def test_a_text_that_no_cell_holds_is_refused_and_nothing_is_stored(write, files):
    with pytest.raises(Problems) as wrong:
        write([{"t": "x"}, {"t": "x" * 32_768}], file_type="xlsx")
    [found] = wrong.value.problems
    assert (found.code, found.parameters) == ("xlsx_text_too_long", {"row": 3, "column": "t", "length": 32_768})
    assert files.list() == []
