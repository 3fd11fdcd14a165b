"""Parquet out, types kept."""

import polars as pl

from runtime.schema import FieldType, Kind


def test_types_and_nested_fields_are_kept(write):
    items = [{"n": 1, "o": {"l": [1, 2]}, "day": "2025-01-02"}, {"n": None, "o": None, "day": None}]
    frame = pl.read_parquet(write(items, {"day": FieldType(Kind.DATE)}, file_type="parquet").read_bytes())
    assert frame.schema["day"] == pl.Date
    assert frame["o"].to_list() == [{"l": [1, 2]}, None]
    assert frame["n"].to_list() == [1, None]
