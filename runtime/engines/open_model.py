"""A model whose fields come only with the run: what `check` walks a flow with."""

import polars as pl

from runtime.engines.polars_model import PolarsModel
from runtime.engines.types import dtypes
from runtime.schema import Schema


class OpenModel(PolarsModel):
    """No items, and the fields that are known so far: every path passes, and verbs tell what they add."""

    def __init__(self, schema: Schema | None = None) -> None:
        known = schema or {}
        super().__init__(pl.LazyFrame(schema=dtypes(known)), known, open=True)


def known_model(schema: Schema) -> PolarsModel:
    """A model without items of which every field is known, to check settings against."""
    return PolarsModel(pl.LazyFrame(schema=dtypes(schema)), schema)
