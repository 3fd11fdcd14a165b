"""Our field types as Polars types, and back."""

import polars as pl

from runtime.schema import UNKNOWN, FieldType, Kind, Schema

DECIMAL = pl.Decimal(38, 10)
"""Exact numbers that have no scale of their own yet: 28 digits before the point, 10 after it."""

_DTYPES: dict[Kind, pl.DataType] = {
    Kind.STRING: pl.String(),
    Kind.INTEGER: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.DECIMAL: DECIMAL,
    Kind.BOOLEAN: pl.Boolean(),
    Kind.DATE: pl.Date(),
    Kind.TIME: pl.Time(),
    Kind.ANY: pl.String(),
}
_KINDS: dict[pl.DataType, Kind] = {dtype: kind for kind, dtype in _DTYPES.items() if kind is not Kind.ANY}


def dtype_of(field: FieldType) -> pl.DataType:
    """How a field is held: `any` as its JSON text, an object without fields or an unknown element likewise."""
    match field.kind:
        case Kind.ARRAY:
            return pl.List(dtype_of(field.element or UNKNOWN))
        case Kind.OBJECT:
            return pl.Struct({name: dtype_of(inner) for name, inner in field.fields.items()})
        case Kind.DATETIME:
            return pl.Datetime("us", "UTC" if field.zoned else None)
        case plain:
            return _DTYPES[plain]


def dtypes(schema: Schema) -> dict[str, pl.DataType]:
    return {name: dtype_of(field) for name, field in schema.items()}


def field_type(dtype: pl.DataType) -> FieldType:  # noqa: PLR0911 - one per family of types
    """The field type of a Polars column; kinds that are not ours (binary, durations) are text to us."""
    if isinstance(dtype, pl.List | pl.Array):
        return FieldType(Kind.ARRAY, element=field_type(_type(dtype.inner)))
    if isinstance(dtype, pl.Struct):
        return FieldType(Kind.OBJECT, {field.name: field_type(_type(field.dtype)) for field in dtype.fields})
    if isinstance(dtype, pl.Datetime):
        return FieldType(Kind.DATETIME, zoned=dtype.time_zone is not None)
    if dtype == pl.Null:
        return UNKNOWN
    if dtype.is_integer():
        return FieldType(Kind.INTEGER)
    if dtype.is_float():
        return FieldType(Kind.NUMBER)
    if dtype.is_decimal():
        return FieldType(Kind.DECIMAL)
    return FieldType(_KINDS.get(dtype, Kind.STRING))


def schema_of(columns: pl.Schema) -> Schema:
    return {name: field_type(dtype) for name, dtype in columns.items()}


def _type(dtype: object) -> pl.DataType:
    return dtype() if isinstance(dtype, type) and issubclass(dtype, pl.DataType) else dtype  # type: ignore[return-value]
