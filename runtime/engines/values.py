"""Plain JSON items in and out of a model."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from runtime.engines.casts import cast
from runtime.engines.columns import NOTHING, Column, Fields
from runtime.engines.decide import by_name, decided, table
from runtime.engines.json_text import plain_items
from runtime.engines.polars_model import PolarsModel
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN, ROW
from runtime.engines.texts import datetime_in, has_zone
from runtime.engines.types import dtype_of
from runtime.model import Item
from runtime.problems import Problem, Problems, problem
from runtime.schema import FieldType, Kind, Schema


def model_of(items: Sequence[Any], schema: Schema | None = None) -> PolarsModel:
    """A model of plain JSON items, every value as it came; null and absent are one.

    Types are decided over all items; fields of `schema` are brought to their declared types, and a value that cannot
    be is a problem with the item's index. A model without items is open unless a schema declares it.
    """
    try:
        return _model(items, schema)
    except RecursionError as wrong:
        raise problem("value_too_deep") from wrong


def _model(items: Sequence[Any], schema: Schema | None) -> PolarsModel:
    _refuse_others(items)
    values = by_name(items)
    if any(not name or name.startswith(HIDDEN) for name in values):
        raise problem("field_without_name")
    seen = {name: decided(column) for name, column in values.items()}
    frame = table(values, seen) if seen else pl.DataFrame({f"{HIDDEN}item": [True] * len(items)})
    if schema is None:
        return PolarsModel(frame.lazy(), seen, open=not items)
    return _declared(frame, seen, schema)


def _refuse_others(items: Sequence[Any]) -> None:
    if set(map(type, items)) <= {dict}:
        return
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            raise Problems(Problem(code="item_not_an_object", item={"index": index, "data": item}))


def plain(model: PolarsModel) -> list[Item]:
    """The items as plain JSON values; executes the plan."""
    return plain_items(model.collect(), model.schema)


def _declared(frame: pl.DataFrame, seen: Schema, schema: Schema) -> PolarsModel:
    """The frame in the declared types, further fields as they were found."""
    here = Fields(seen)
    schema = {name: _zoned(frame, name, here.get(name, NOTHING), field) for name, field in schema.items()}
    brought = {name: _brought(here.get(name, NOTHING), field) for name, field in schema.items()}
    fields = {name: column or NOTHING for name, column in brought.items()}
    lazy, types = shaped(frame.lazy(), fields | {name: column for name, column in here.items() if name not in fields})
    made = lazy.collect()
    # Null stays null in every cast: more nulls than before are values that do not fit.
    doubtful = [name for name in schema if name in here and made[name].null_count() > frame[name].null_count()]
    if doubtful:
        raise Problems(*(_misfit(frame, seen, name, schema[name], brought[name]) for name in doubtful))
    return PolarsModel(made.lazy(), types)


def _zoned(frame: pl.DataFrame, name: str, column: Column, field: FieldType) -> FieldType:
    """A declared moment whose first text names its zone: then all must."""
    if field.kind is not Kind.DATETIME or column.kind is not Kind.STRING or column.unknown:
        return field
    return replace(field, zoned=has_zone(next(iter(frame[name].drop_nulls().head(1)), "")))


def _misfit(frame: pl.DataFrame, seen: Schema, name: str, field: FieldType, column: Column | None) -> Problem:
    """The first value that is not of its field's declared type."""
    bad = pl.col(name).is_not_null() & (column.expr.is_null() if column else pl.lit(True))
    first = frame.lazy().with_row_index(ROW).filter(bad).head(1).collect()
    item = plain_items(first.drop(ROW), seen)[0]
    wrong = {"field": name, "type": str(field.kind), "value": item.get(name)}
    return Problem(code="value_not_of_type", parameters=wrong, item={"index": first[ROW].item(), "data": item})


def _brought(column: Column, field: FieldType) -> Column | None:
    """The column as the declared type; null where a value does not fit, None where none can."""
    if column.unknown:
        return Column(pl.lit(None, dtype=dtype_of(field)), field)
    if column.kind is Kind.BOOLEAN and field.kind not in (Kind.BOOLEAN, Kind.STRING, Kind.ANY):
        return None
    if field.kind is Kind.DATETIME and field.zoned and column.kind is Kind.STRING:
        return Column(datetime_in(column.expr, zoned=True), field)
    made = cast(column, field.kind)
    return made.column if made else None
