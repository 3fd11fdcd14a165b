"""Texts as values: whole or not at all."""

import polars as pl
import pytest

from runtime.engines import texts


@pytest.mark.parametrize(
    ("reader", "text"),
    [(texts.number_in, "9007199254740993"), (texts.number_in, "1e400"), (texts.number_in, "nan"),
     (texts.integer_in, "9223372036854775808"), (texts.decimal_in, "1.12345678901"),
     (texts.date_in, "2025-1-2"), (texts.date_in, "0000-01-01"),
     (texts.datetime_in, "0000-01-01T00:00:00"),
     (texts.time_in, "23:59:60"), (texts.datetime_in, "2016-12-31T23:59:60"),
     (texts.datetime_in, "2016-12-31T23:59:50.1234567")],
)  # fmt: skip
def test_a_text_that_would_become_another_value_is_read_as_nothing(reader, text: str):
    assert pl.DataFrame({"t": [text]}).select(reader(pl.col("t"))).item() is None


@pytest.mark.parametrize(
    ("reader", "text"),
    [(texts.number_in, "9007199254740992"), (texts.number_in, "0.1234567890123456789"),
     (texts.decimal_in, "+1.10000000000"),
     (texts.datetime_in, "2016-12-31 23:59:59.123456000"), (texts.time_in, "08:30")],
)  # fmt: skip
def test_a_text_that_says_a_value_is_read(reader, text: str):
    assert pl.DataFrame({"t": [text]}).select(reader(pl.col("t"))).item() is not None
