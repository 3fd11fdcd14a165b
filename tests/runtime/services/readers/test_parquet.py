"""Parquet in, with its own types."""

import io
from datetime import datetime, timedelta

import polars as pl
import pytest

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
