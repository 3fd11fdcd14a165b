"""Parquet in, with its own types."""

import io
from datetime import datetime, timedelta

import polars as pl
import pytest

from runtime.faults import Faults
from runtime.problems import Problems


def parquet(**columns) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def test_types_come_with_the_file(read):
    content = parquet(
        n=pl.Series([1, 2], dtype=pl.Int8), x=[1.5, float("nan")], at=[datetime(2025, 1, 2)] * 2,
        s=[{"a": 1}, None], c=pl.Series(["x", "y"], dtype=pl.Categorical), d=[timedelta(hours=1)] * 2,
        b=[b"\xff", None],
    )  # fmt: skip
    first, second = read(content, file_type="parquet").items()
    assert first == {"n": 1, "x": 1.5, "at": "2025-01-02T00:00:00", "s": {"a": 1}, "c": "x", "d": "PT1H", "b": "/w=="}
    assert (second["x"], second["s"]) == (None, None)


def test_a_mapping_picks_and_renames(read):
    assert read(parquet(n=[1], m=[2]), mapping=[{"column": "m", "field": "k"}], file_type="parquet").items() == [
        {"k": 2}
    ]


@pytest.mark.parametrize(("content", "code"), [(b"", "file_empty"), (b"a;b\n1;2\n", "parquet_unreadable")])
def test_what_is_no_parquet(read, content, code):
    with pytest.raises(Problems) as wrong:
        read(content, file_type="parquet")
    assert wrong.value.problems[0].code == code


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([1, 2**64 - 1], dtype=pl.UInt64),
        pl.Series(["1.12345678901"]).cast(pl.Decimal(38, 15)),
        pl.Series([1_000_000_007], dtype=pl.Datetime("ns")),
        pl.Series([[1, 2**64 - 1]], dtype=pl.List(pl.UInt64)),
    ],
)
def test_a_value_that_no_type_here_holds_whole_is_told(read, column):
    faults = Faults("import")
    read(parquet(n=column), file_type="parquet", faults=faults).items()
    found = faults.verdict()
    assert found and (found.code, found.parameters["column"]) == ("parquet_value_lost", "n")


def test_infinity_is_left_out_with_a_word(read):
    faults = Faults("import")
    model = read(parquet(n=[1.5, float("inf"), None]), file_type="parquet", faults=faults)
    assert [item["n"] for item in model.items()] == [1.5, None, None]
    assert faults.warnings == {"infinity_left_out": 1}
