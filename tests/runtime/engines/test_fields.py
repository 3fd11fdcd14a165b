"""The fields of an item are found and changed by name; one that nobody touches costs nothing."""

import polars as pl
import pytest

from runtime.engines.columns import Column, Fields
from runtime.engines.select import shaped
from runtime.schema import FieldType, Kind

TEXT, WHOLE = FieldType(Kind.STRING), FieldType(Kind.INTEGER)


def test_a_new_value_stays_in_its_place_and_a_new_field_comes_last():
    fields = Fields({"a": TEXT, "b": TEXT, "c": TEXT})
    fields["d"] = fields["a"]
    fields["b"] = Column(pl.lit(1), WHOLE)
    del fields["c"]
    frame, schema = shaped(pl.LazyFrame({"a": ["x"], "b": ["y"], "c": ["z"]}), fields)
    assert list(schema.items()) == [("a", TEXT), ("b", WHOLE), ("d", TEXT)]
    assert frame.collect().rows(named=True) == [{"a": "x", "b": 1, "d": "x"}]
    with pytest.raises(KeyError):
        fields["c"]


def test_what_is_not_touched_is_not_spoken_of():
    fields = Fields({f"f{n}": TEXT for n in range(1000)})
    fields["f7"] = fields["f8"]
    assert list(fields.put) == ["f7"]
    assert fields["f9"].expr.meta.eq(pl.col("f9"))
