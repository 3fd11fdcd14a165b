"""CSV out: what is written is read back, and no text is turned into something else."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.context import ReadOptions, WriteOptions
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import ColumnEntry
from runtime.schema import FieldType, Kind
from runtime.services.readers.csv import read_csv
from runtime.services.readers.rejects import Rejects
from runtime.services.writers.csv import csv_chunks

TYPED = {"day": FieldType(Kind.DATE), "at": FieldType(Kind.DATETIME, zoned=True), "money": FieldType(Kind.DECIMAL)}


def test_every_kind_of_value(write):
    items = [{"n": 1, "x": 2.0, "b": True, "s": 'a;"b"\n', "l": [1, {"c": None}], "any": 1, "day": "2025-01-02",
              "at": "2025-01-02T03:04:05Z", "money": "1.10", "none": None},
             {"any": "x", "s": ""}]  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(write(items, TYPED).read_bytes().decode(), newline=""), delimiter=";"))
    assert rows[0]["s"] == 'a;"b"\n'
    assert {name: rows[0][name] for name in ("n", "x", "b", "any", "day", "at", "money", "none")} == {
        "n": "1", "x": "2.0", "b": "true", "any": "1", "day": "2025-01-02", "at": "2025-01-02T03:04:05Z",
        "money": "1.1", "none": ""}  # fmt: skip
    assert rows[0]["l"].replace(" ", "") == '[1,{"c":null}]'


def test_texts_that_look_like_formulas_stay_as_they_are(write):
    texts = ["=1+1", "+1", "-1", "@x", "=cmd|' /C calc'!A0"]
    assert write([{"t": text} for text in texts]).read_text().splitlines() == ["t", *texts]


def test_no_items_give_a_file_of_headings(write):
    assert write([], {"a": FieldType(Kind.INTEGER), "b": FieldType(Kind.STRING)}, separator=",").read_text() == "a,b\n"


def test_the_same_items_make_the_same_file(write, files):
    items = [{"n": n} for n in range(1000)]
    assert write(items) == write(items)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(["\n", '"', ";", "="]), max_size=6)
rows = st.fixed_dictionaries({
    "n": st.none() | st.integers(-(2**62), 2**62), "x": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "t": texts, "b": st.none() | st.booleans(),
})  # fmt: skip
KINDS = {"n": "integer", "x": "number", "t": "string", "b": "boolean"}


@settings(max_examples=40, deadline=None)
@given(st.lists(rows, min_size=1, max_size=6))
def test_what_we_write_we_read_back(items):
    model = model_of(items, {name: FieldType(Kind(kind)) for name, kind in KINDS.items()})
    mapping = tuple(ColumnEntry(column=name, field=name, type=kind) for name, kind in KINDS.items())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "round.csv"
        path.write_bytes(b"".join(csv_chunks(model.frame, model.schema, WriteOptions())))
        frame, _ = read_csv(path, ReadOptions(mapping=mapping), Rejects(Faults(""), lambda _: None))
        assert frame.collect().to_dicts() == items
