"""Plain JSON items in and out of a model."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from runtime.engines.casts import cast
from runtime.engines.columns import Column, columns, put
from runtime.engines.decide import schema_of_items, table
from runtime.engines.json_text import plain_items
from runtime.engines.polars_model import PolarsModel
from runtime.engines.select import shaped
from runtime.engines.taps import HIDDEN
from runtime.model import Item
from runtime.problems import Problem, Problems, problem
from runtime.schema import FieldType, Schema


def model_of(items: Sequence[Any], schema: Schema | None = None) -> PolarsModel:
    """A model of plain JSON items, every value as it came; null and absent are one.

    Types are decided over all items; fields of `schema` are brought to their declared types, and a value that cannot
    be is a problem with the item's index. A model without items is open unless a schema declares it.
    """
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            found = Problem(code="item_not_an_object", item={"index": index, "data": item})
            raise Problems(found)
    if any("" in item or any(name.startswith(HIDDEN) for name in item) for item in items):
        raise problem("field_without_name")
    seen = schema_of_items(items)
    frame = table(items, seen) if seen else pl.DataFrame({f"{HIDDEN}item": [True] * len(items)})
    if schema is None:
        return PolarsModel(frame.lazy(), seen, open=not items)
    return _declared(frame, seen, schema)


def plain(model: PolarsModel) -> list[Item]:
    """The items as plain JSON values; executes the plan."""
    return plain_items(model.collect(), model.schema)


def _declared(frame: pl.DataFrame, seen: Schema, schema: Schema) -> PolarsModel:
    """The frame in the declared types, further fields as they were found."""
    fields, found = columns(seen), []
    for name, field in schema.items():
        here = fields.get(name)
        column, bad = _brought(here, field)
        if here and bad is not None and (at := frame.select(bad.arg_max()).item()) is not None and frame.select(bad.any()).item():
            item = plain_items(frame[at], seen)[0]
            found.append(Problem(code="value_not_of_type", parameters={"field": name, "type": str(field.kind),
                         "value": item.get(name)}, item={"index": at, "data": item}))  # fmt: skip
        put(fields, (name,), column)
    if found:
        raise Problems(*found)
    ordered = {name: fields[name] for name in (*schema, *(n for n in fields if n not in schema))}
    made, types = shaped(frame.lazy(), ordered)
    return PolarsModel(made.collect().lazy(), types)
