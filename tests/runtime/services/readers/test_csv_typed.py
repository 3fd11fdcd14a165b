"""Reading numbers quickly gives what judging their texts gives: the same values, and the same refusals."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.context import ReadOptions
from runtime.faults import Faults
from runtime.fields import ColumnEntry
from runtime.problems import Problems
from runtime.schema import Kind
from runtime.services.readers.csv import read_csv
from runtime.services.readers.rejects import Rejects

LARGE = ["9223372036854775807", "9223372036854775808", "9007199254740993", "1e400", "inf", "nan"]
ODD = ["", " ", "\t", "NA", "007", "+5", " 5", "5 ", "-0", "1e5", "1.0", '"5"', '" 5"', '""', "1_0", "0x1", "tru", ".5",
       "5.", "1.5.5", "-", *LARGE]  # fmt: skip
CELLS = st.one_of(st.sampled_from(ODD), st.integers().map(str), st.floats().map(repr),
                  st.text("0123456789+-.eE ", max_size=8))  # fmt: skip


def entries(kind: Kind) -> list[ColumnEntry]:
    return [ColumnEntry(column="a", field="a", type=kind), ColumnEntry(column="b", field="b", type=Kind.STRING)]


def read(path: Path, mapping: list[ColumnEntry], missing: list[str]) -> Any:
    options = ReadOptions(file_type="csv", separator=";", mapping=tuple(mapping), missing=tuple(missing))
    refuse: Any = None
    try:
        frame, _ = read_csv(path, options, Rejects(Faults("s"), refuse))
        return frame.collect()["a"].to_list()
    except Problems as wrong:
        return [(found.code, found.line, found.parameters) for found in wrong.problems]


@settings(max_examples=150)
@given(cells=st.lists(CELLS, min_size=1, max_size=6), kind=st.sampled_from([Kind.INTEGER, Kind.NUMBER]),
       missing=st.sampled_from([[""], [], ["", "NA"]]))  # fmt: skip
def test_quick_and_judged_are_one(cells: list[str], kind: Kind, missing: list[str], tmp_path_factory: Any):
    folder, rows = tmp_path_factory.mktemp("csv"), "a;b\n" + "".join(f"{cell};x\n" for cell in cells)
    (folder / "quick.csv").write_text(rows, "utf-8")
    (folder / "judged.csv").write_text(f"{rows}\n", "utf-8")  # an empty line: every text is judged
    quick, slow = (read(folder / name, entries(kind), missing) for name in ("quick.csv", "judged.csv"))
    assert repr(quick) == repr(slow[: len(quick)])


@pytest.mark.parametrize("late", ["tru", " 7", "9223372036854775808", '"7'])
def test_what_comes_late_is_judged_and_nothing_is_read_twice(late: str, tmp_path: Path):
    path = tmp_path / "late.csv"
    path.write_text("a;b\n" + "".join(f"{at};x\n" for at in range(250_000)) + f"{late};x\n3;x\n", "utf-8")
    found = read(path, entries(Kind.INTEGER), [""])
    if late == " 7":
        assert found == [*range(250_000), 7, 3]
    else:
        assert (len(found), found[0][1]) == (1, 250_002)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_line_is_no_item_wherever_it_stands(end: str, tmp_path: Path):
    path = tmp_path / "late.csv"
    rows = [*(f"{at};x" for at in range(150_000)), "", "150000;", "", "150001;x", ""]
    path.write_text(end.join(["a;b", *rows]), "utf-8", newline="")
    assert read(path, entries(Kind.INTEGER), [""]) == list(range(150_002))
