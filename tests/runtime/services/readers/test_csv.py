"""CSV in: types that never change a value, and bad input named by line, column and value."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.faults import Faults
from runtime.fields import ColumnEntry
from runtime.problems import Problems


def kinds(model) -> dict[str, str]:
    return {name: str(field.kind) for name, field in model.schema.items()}


def refused(read, *args, **options):
    with pytest.raises(Problems) as wrong:
        read(*args, **options).items()
    return wrong.value.problems


def test_types_are_found_where_every_text_comes_back_unchanged(read):
    model = read(b"a;b;c;d;e;f;g\n1;1.5;true;2025-01-02;08:00:00;2025-01-02T08:00:00;2025-01-02T08:00:00Z\n"
                 b"-2;10;false;2024-02-29;23:59:59;2025-01-02T08:00:00.500;2025-01-02T08:00:01Z\n")  # fmt: skip
    found = ("integer", "number", "boolean", "date", "time", "datetime", "datetime")
    assert kinds(model) == dict(zip("abcdefg", found, strict=True))
    assert model.items()[0] == {"a": 1, "b": 1.5, "c": True, "d": "2025-01-02", "e": "08:00:00",
                                "f": "2025-01-02T08:00:00", "g": "2025-01-02T08:00:00Z"}  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [("007", "8"), ("1e5", "2"), ("1.10", "1.5"), ("1", "x"), ("True", "true"), ("2025-1-2", "2025-01-02"), ("+1", "2"),
     ("-0", "1"), ("99999999999999999999", "1"), ("2025-02-30", "2025-01-01"), ("NaN", "1.5"), (" 1", "2"),
     ("2025-01-02T08:00:00", "2025-01-02T08:00:00Z")],
)  # fmt: skip
def test_what_would_come_back_changed_stays_text(read, texts):
    model = read("a;b\n{};x\n{};y\n".format(*texts).encode())
    assert kinds(model)["a"] == "string"
    assert tuple(item["a"] for item in model.items()) == texts


def test_prices_with_two_digits_are_exact_decimals(read):
    model = read(b"price;n\n1.10;1\n12.50;2\n")
    assert kinds(model)["price"] == "decimal"
    assert [str(item["price"]) for item in model.items()] == ["1.1", "12.5"]


def test_the_last_row_of_a_long_file_still_decides(read):
    assert kinds(read(b"a;b\n" + b"1;1\n" * 300_000 + b"x;2\n")) == {"a": "string", "b": "integer"}


def test_declared_types_choose_and_rename_columns(read):
    lines = (("b", "customer.city", "string"), ("a", "n", "integer"))
    mapping = tuple(ColumnEntry(column=column, field=field, type=kind) for column, field, kind in lines)
    model = read(b"a;b;c\n007;x;1\n", mapping=mapping)
    assert model.items() == [{"customer": {"city": "x"}, "n": 7}]


def test_missing_values_are_empty_and_an_empty_text_may_be_kept(read):
    content = b'a;b\nNA;x\n1;NA\n;""\n'
    both = read(content, missing=("NA", "")).items()
    assert both == [{"a": None, "b": "x"}, {"a": 1, "b": None}, {"a": None, "b": ""}]
    assert read(content, ("a", "integer"), ("b", "string"), missing=("NA",)).items()[2] == {"a": None, "b": ""}


def test_header_skipped_lines_quotes_decimal_sign_and_line_ends(read):
    assert read(b'ju"nk\r\n\r\na;b\r\n1,5;"x\r\ny"\r\n2,25;""""\r\n', skip_lines=2, decimal=",").items() == [
        {"a": 1.5, "b": "x\r\ny"}, {"a": 2.25, "b": '"'}]  # fmt: skip
    assert read(b"1,2\n3,4\n", header=False, separator=",").items()[1] == {"column_1": 3, "column_2": 4}
    assert read(b"a;b\r1;2\r").items() == [{"a": 1, "b": 2}]


def test_empty_lines_are_passed_over_and_short_rows_filled_up(read):
    assert read(b"a;b\n1;x\n\n2\n\n").items() == [{"a": 1, "b": "x"}, {"a": 2, "b": None}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-bom", "latin-1", "cp1252", "utf-16"])
def test_encodings(read, encoding):
    python = {"utf-8-bom": "utf-8-sig"}.get(encoding, encoding)
    assert read("ville;prix\nÉvry;1\n".encode(python), encoding=encoding).items() == [{"ville": "Évry", "prix": 1}]


def test_a_file_without_rows_gives_no_items_and_its_columns(read):
    model = read(b"a;b\n", ("a", "integer"), ("b", None))
    assert model.items() == []
    assert kinds(model) == {"a": "integer", "b": "string"}


def test_a_bad_number_in_line_200001_is_named(read):
    content = b"n;m\n" + b"1;2\n" * 199_999 + b"x1;2\n" + b"1;2\n" * 10
    [found] = refused(read, content, ("n", "integer"), ("m", "integer"))
    assert (found.code, found.line) == ("bad_integer", 200_001)
    assert found.parameters == {"column": "n", "value": "x1", "count": 1, "line": 200_001}


def test_every_bad_column_is_reported_the_first_bad_row_first(read):
    content = b'skip;me\na;b\n1;"x\ny"\n2;1\nq;z\n7;2\nr;3\n'
    found = refused(read, content, ("a", "integer"), ("b", "number"), skip_lines=1)
    shown = [(one.code, one.line, one.parameters["count"]) for one in found]
    assert shown == [("bad_number", 3, 2), ("bad_integer", 6, 2)]


def test_bad_rows_are_set_aside_in_a_file(read, files):
    faults = Faults("import")
    model = read(b"n;t\n1;a\nx;b\n2;c;d\n3;e\n", ("n", "integer"), bad_rows="collect", faults=faults)
    assert [model.items(), model.items()] == [[{"n": 1}, {"n": 3}]] * 2
    [rejects] = [info for info in files.list() if "rejects" in info.name]
    assert files.path(rejects.id).read_text() == "line;n;t;extra\n3;x;b;\n4;2;c;d\n"
    assert (faults.count, faults.verdict(), faults.warnings) == (2, None, {"rows_rejected": 2})


@pytest.mark.parametrize(
    ("content", "code", "line", "shown"),
    [
        (b"", "file_empty", None, {}),
        (b"a,b\n1,2\n", "csv_separator", None, {"looks_like": ","}),
        (b"a;a;b\n1;2;3\n", "csv_duplicate_columns", 1, {"columns": "a"}),
        (b'a;b\n1;x\n2;"y\n3;z\n', "csv_quote", 3, {}),
        (b'a;b\n1;"x"y\n2;z\n', "csv_quote", 2, {}),
        (b'a;b\n1;5" pipe\n2;z\n', "csv_quote", 2, {}),
        (b"a;b\n1;x\n2;\xe9t\xe9\n", "file_encoding", 3, {"byte": 11, "looks_like": "latin-1"}),
        (b"a;b\n1;2\n3;4;5\n", "csv_row_too_long", 3, {"value": "5"}),
        (b"a;b\n1;2\n3;4;5;6\n", "csv_too_many_values", 3, {"values": 4}),
    ],
)
def test_bad_files_each_have_their_own_sentence(read, content, code, line, shown):
    found = refused(read, content)[0]
    assert (found.code, found.line) == (code, line)
    assert {name: found.parameters[name] for name in shown} == shown


def test_a_mapping_to_missing_columns_names_them_all_and_the_nearest(read):
    found = refused(read, b"amount;city\n1;x\n", ("amout", "number"), ("zip", None))
    assert [(one.setting, one.parameters["column"], one.parameters["nearest"]) for one in found] == [
        ("mapping[0].column", "amout", "amount"), ("mapping[1].column", "zip", "amount")]  # fmt: skip


def test_an_encoding_that_the_file_is_not_in(read):
    [found] = refused(read, "a;b\né;1\n".encode("latin-1"), encoding="utf-16")
    assert found.code == "file_encoding"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_its_mark_and_without(read, codec):
    assert read("name;n\né;1\n".encode(codec), encoding="utf-16").items() == [{"name": "é", "n": 1}]


def test_a_file_that_ends_within_a_character_is_told(read):
    [found] = refused(read, "a;b\né;1\n".encode("utf-16") + b"x", encoding="utf-16")
    assert found.code == "file_cut"


@pytest.mark.parametrize(("start", "kind"), [(b"PAR1", "parquet"), (b"PK\x03\x04", "xlsx"), (b"%PDF-1.7", "pdf")])
@pytest.mark.parametrize("said", ["csv", "json", "ndjson"])
def test_a_file_that_is_no_text_is_not_read_as_one(read, start, kind, said):
    [found] = refused(read, start + b"\n1;2\n", file_type=said)
    assert (found.code, found.parameters["found"]) == ("file_of_other_type", kind)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(["\n", '"', ";", ","]), max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_whatever_the_csv_module_writes_is_read_back(rows):
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from runtime.context import ReadOptions
    from runtime.services.readers.csv import read_csv
    from runtime.services.readers.rejects import Rejects

    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("a", "b"), *rows])
    mapping = tuple(ColumnEntry(column=name, field=name, type="string") for name in "ab")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(out.getvalue(), "utf-8", newline="")
        frame, _ = read_csv(path, ReadOptions(mapping=mapping, missing=()), Rejects(Faults(""), lambda _: None))
        assert frame.collect().rows() == rows


def test_line_ends_of_all_kinds_in_one_file_are_named_by_their_line(read):
    (found,) = refused(read, b"a;b\r\n1;2\n3;4\r5;6\r\n")
    assert (found.code, found.line) == ("csv_row_too_long", 3)


def test_a_table_of_a_thousand_columns_is_read(read):
    names, values = [f"c{at}" for at in range(1000)], [str(at) for at in range(1000)]
    model = read(f"{';'.join(names)}\n{';'.join(values)}\n".encode())
    assert model.items() == [dict(zip(names, range(1000), strict=True))]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("datetime", "2016-12-31T23:59:60"), ("datetime", "2016-12-31T23:59:50.123456789"),
     ("number", "9007199254740993")],
)  # fmt: skip
def test_a_value_that_its_type_would_change_is_a_bad_one(read, kind, text):
    (found,) = refused(read, f"a\n{text}\n".encode(), ("a", kind))
    assert (found.code, found.line, found.parameters["value"]) == (f"bad_{kind}", 2, text)


def test_cells_of_any_kind_stay_the_texts_they_are(read):
    assert read(b'a\n1\ntrue\n"x{"\n', ("a", "any")).items() == [{"a": "1"}, {"a": "true"}, {"a": "x{"}]


def test_a_heading_with_a_null_character_is_refused(read):
    (found,) = refused(read, b"a\0;b\n1;2\n")
    assert found.code == "file_not_text"
