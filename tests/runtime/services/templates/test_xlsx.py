"""Workbooks: numbers stay numbers, a row with a list is repeated, totals below still add up."""

from datetime import datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.styles import Font

from runtime.services.templates.asking import look

LINES = [
    {"name": "x", "price": 1.5, "count": 2},
    {"name": "=1+1", "price": 3, "count": 1},
    {"name": None, "price": 2, "count": 4},
]


def opened(content):
    return load_workbook(BytesIO(content)).active


def rows(content):
    return [[cell.value for cell in row] for row in opened(content).iter_rows()]


def invoice(office, dress=lambda _: None):
    return office.sheet(
        ("Invoice {{ number }}", "{{ day }}"),
        ("{{ lines[].name }}", "{{ lines[].price }}", "{{ lines[].count }}", "=B2*C2"),
        ("Total", "=SUM(B2:B2)", "=B2+C$1", "=SUM(D2:D2)"),
        dress=dress,
    )


def test_a_row_is_repeated_and_formulas_follow(fill, office):
    made = rows(fill(invoice(office), {"number": 7, "day": "x", "lines": LINES}, "xlsx"))
    assert made == [
        ["Invoice 7", "x", None, None],
        ["x", 1.5, 2, "=B2*C2"],
        ["=1+1", 3, 1, "=B3*C3"],
        [None, 2, 4, "=B4*C4"],
        ["Total", "=SUM(B2:B4)", "=B2+C$1", "=SUM(D2:D4)"],
    ]


def test_what_begins_like_a_formula_stays_a_text(fill, office):
    made = opened(fill(invoice(office), {"number": 7, "day": "x", "lines": LINES}, "xlsx"))
    assert (made["A3"].data_type, made["D3"].data_type) == ("s", "f")


def test_an_empty_list_leaves_an_empty_row(fill, office):
    made = rows(fill(invoice(office), {"number": 7, "day": "x", "lines": []}, "xlsx"))
    assert made[1:] == [[None, None, None, "=B2*C2"], ["Total", "=SUM(B2:B2)", "=B2+C$1", "=SUM(D2:D2)"]]


def test_looks_dates_and_merged_cells_are_kept(fill, office):
    def dress(page):
        page["A2"].font, page["B1"].number_format = Font(bold=True), "dd/mm/yyyy"
        page.row_dimensions[3].height = 40
        page.merge_cells("A3:A3")
        page.merge_cells("C1:D1")
        page.merge_cells("A4:D4")

    made = opened(fill(invoice(office, dress), {"number": 7, "day": "2024-12-31", "lines": LINES}, "xlsx"))
    assert (made["B1"].value, made["A4"].font.bold) == (datetime(2024, 12, 31), True)
    assert {str(area) for area in made.merged_cells.ranges} >= {"C1:D1", "A6:D6"}
    assert (made.row_dimensions[3].height, made.row_dimensions[5].height) == (None, 40)


def test_fields_and_places(refused, office):
    file = invoice(office)
    assert look("xlsx", file) == ["number", "day", "lines[].name", "lines[].price", "lines[].count"]
    found = refused(file, {"number": 7, "day": "x", "lines": [{"name": "x", "count": 1}]}, kind="xlsx")
    assert (found.code, found.parameters) == ("template_field_missing_place", {"field": "price", "place": "Sheet!B2"})
