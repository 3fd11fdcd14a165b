"""Excel workbooks in: sheets by name, real types, formulas, merged cells, and rows named when they are bad."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter
from openpyxl import Workbook

from runtime.faults import Faults
from runtime.problems import Problems
from runtime.services.tables import columns, detect, guess, sheets

ROWS = [
    ["id", "name", "day", "at", "price", "flag", "mixed", "hour"],
    [1, "x", date(2025, 1, 2), datetime(2025, 1, 2, 3, 4, 5), 1.5, True, 1, time(8, 30)],
    [2, None, date(2025, 1, 3), datetime(2025, 1, 2, 3, 4, 6), 2, False, "two", time(9, 0)],
    [None] * 8,
    [3, "=x", None, None, None, None, 2.5, None],
]


def workbook(rows, *more, change=lambda sheet: None) -> bytes:
    book = Workbook()
    for at, (name, content) in enumerate([("First", rows), *more]):
        sheet = book.active if at == 0 else book.create_sheet(name)
        sheet.title = name
        for row in content:
            sheet.append(row)
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refused(read, content, *columns, **options):
    with pytest.raises(Problems) as wrong:
        read(content, *columns, file_type="xlsx", **options).items()
    return wrong.value.problems


def test_cells_keep_the_types_that_excel_gave_them(read):
    model = read(workbook(ROWS), file_type="xlsx")
    kinds = ["integer", "string", "date", "datetime", "number", "boolean", "string", "time"]
    assert [str(field.kind) for field in model.schema.values()] == kinds
    first, _, last = model.items()
    assert first == {"id": 1, "name": "x", "day": "2025-01-02", "at": "2025-01-02T03:04:05", "price": 1.5,
                     "flag": True, "mixed": "1", "hour": "08:30:00"}  # fmt: skip
    assert (last["id"], last["mixed"], last["day"]) == (3, "2.5", None)


def test_declared_types_win(read):
    model = read(workbook(ROWS), ("id", "string"), ("at", "datetime"), ("day", "string"), file_type="xlsx")
    assert model.items()[0] == {"id": "1", "at": "2025-01-02T03:04:05", "day": "2025-01-02"}


def test_formulas_give_the_values_that_were_saved(read):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["n", "twice"])
    sheet.write_number(1, 0, 4)
    sheet.write_formula(1, 1, "=A2*2", value=8)
    book.close()
    assert read(out.getvalue(), file_type="xlsx").items() == [{"n": 4, "twice": 8}]


def test_of_merged_cells_the_first_holds_the_value(read):
    content = workbook([["a", "b"], ["x", None], [1, 2]], change=lambda sheet: sheet.merge_cells("A2:B2"))
    assert read(content, file_type="xlsx").items()[0] == {"a": "x", "b": None}


def test_sheets_by_name_and_the_first_by_default(read):
    content = workbook([["a"], [1]], ("Second", [["b"], [2]]))
    assert read(content, file_type="xlsx").items() == [{"a": 1}]
    assert read(content, file_type="xlsx", sheet="Second").items() == [{"b": 2}]
    [found] = refused(read, content, sheet="Third")
    assert (found.code, found.parameters["sheets"]) == ("sheet_missing", "First, Second")


def test_headings_may_be_missing_or_further_down(read):
    content = workbook([["Report", None], ["a", None], [1, 2]])
    assert read(content, file_type="xlsx", skip_lines=1).items() == [{"a": 1, "column_2": 2}]
    assert read(content, file_type="xlsx", skip_lines=2, header=False).items() == [{"column_1": 1, "column_2": 2}]


def test_a_sheet_without_rows(read):
    assert read(workbook([["a", "b"]]), ("a", "integer"), file_type="xlsx").items() == []


def test_a_bad_cell_is_named_by_row_and_column(read):
    [found] = refused(read, workbook([["n"], [1], ["x"], ["y"]]), ("n", "integer"))
    assert (found.code, found.line) == ("bad_integer", 3)
    assert found.parameters == {"line": 3, "column": "n", "value": "x", "count": 2}


def test_bad_rows_are_set_aside(read, files):
    faults = Faults("import")
    content = workbook([["n"], [1], ["x"], [3]])
    model = read(content, ("n", "integer"), file_type="xlsx", bad_rows="collect", faults=faults)
    assert (model.items(), faults.count) == ([{"n": 1}, {"n": 3}], 1)
    rejects = next(info for info in files.list() if "rejects" in info.name)
    assert files.path(rejects.id).read_text() == "line;n\n3;x\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"a;b\n1;2\n", "xlsx_unreadable"), (workbook([]), "file_empty"),
     (workbook([["a", "a"], [1, 2]]), "csv_duplicate_columns")],
)  # fmt: skip
def test_what_is_no_table(read, content, code):
    assert refused(read, content)[0].code == code


def test_the_form_learns_sheets_columns_and_types(tmp_path, options):
    path = tmp_path / "x"
    path.write_bytes(workbook(ROWS, ("Second", [["b"]])))
    assert guess(path, "x.bin") == {"file_type": "xlsx"}
    assert sheets(path) == ["First", "Second"]
    assert columns(path, options(file_type="xlsx", sheet="Second")) == ["b"]
    assert [(e.column, str(e.type)) for e in detect(path, options(file_type="xlsx"))][:2] == [
        ("id", "integer"),
        ("name", "string"),
    ]
