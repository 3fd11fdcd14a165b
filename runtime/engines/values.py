"""Plain JSON items in and out of a model."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from runtime.engines.casts import cast
from runtime.engines.columns import NOTHING, Column, columns
from runtime.engines.decide import by_name, decided, table
from runtime.engines.json_text import plain_items
from runtime.engines.polars_model import PolarsModel
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN, ROW
from runtime.engines.types import dtype_of
from runtime.model import Item
from runtime.problems import Problem, Problems, problem
from runtime.schema import FieldType, Kind, Schema


def model_of(items: Sequence[Any], schema: Schema | None = None) -> PolarsModel:
    """A model of plain JSON items, every value as it came; null and absent are one.

    Types are decided over all items; fields of `schema` are brought to their declared types, and a value that cannot
    be is a problem with the item's index. A model without items is open unless a schema declares it.
    """
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
    fields, found = columns(seen), []
    for name, field in schema.items():
        here = fields.get(name, NOTHING)
        column = _brought(here, field)
        bad = column.expr.is_null() & here.expr.is_not_null() if column else here.expr.is_not_null()
        misfits = frame.lazy().with_row_index(ROW).filter(bad).head(1).collect()
        if misfits.height:
            item = plain_items(misfits.drop(ROW), seen)[0]
            wrong = {"field": name, "type": str(field.kind), "value": item.get(name)}
            blame = {"index": misfits[ROW].item(), "data": item}
            found.append(Problem(code="value_not_of_type", parameters=wrong, item=blame))
        fields[name] = column or NOTHING
    if found:
        raise Problems(*found)
    ordered = {name: fields[name] for name in (*schema, *(name for name in fields if name not in schema))}
    made, types = shaped(frame.lazy(), ordered)
    return PolarsModel(made.collect().lazy(), types)


def _brought(column: Column, field: FieldType) -> Column | None:
    """The column as the declared type; null where a value does not fit, None where none can."""
    if column.unknown:
        return Column(pl.lit(None, dtype=dtype_of(field)), field)
    if column.kind is Kind.BOOLEAN and field.kind not in (Kind.BOOLEAN, Kind.STRING, Kind.ANY):
        return None
    if field.kind is Kind.DATETIME and field.zoned and column.kind is Kind.STRING:
        forms = ("%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z")
        iso = column.expr.str.replace(" ", "T", literal=True)
        read = [iso.str.to_datetime(form, strict=False, time_unit="us", time_zone="UTC") for form in forms]
        return Column(pl.coalesce(read), field)
    made = cast(column, field.kind)
    return made.column if made else None
