"""A model whose fields come only with the run: what `check` walks a flow with."""

import polars as pl

from runtime.engines.polars_model import PolarsModel
from runtime.engines.types import dtypes
from runtime.schema import Schema


class OpenModel(PolarsModel):
    """No items, and the fields that are known so far: every path passes, and verbs tell what they add."""

    def __init__(self, schema: Schema | None = None) -> None:
        known = schema or {}
        super().__init__(_empty(known), known, open=True)


def known_model(schema: Schema) -> PolarsModel:
    """A model without items of which every field is known, to check settings against."""
    return PolarsModel(_empty(schema), schema)


def _empty(schema: Schema) -> pl.LazyFrame:
    """No items, with columns that are only made when somebody looks at them: hardly any check does."""
    known = dtypes(schema)
    return pl.defer(lambda: pl.DataFrame(schema=known), schema=known)
