"""A field's column: named by the field's id and type, so that a rename is no change of the table.

A field that changes its type gets a new column beside the old one; one that comes back finds its values again.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Double, Row, Text
from sqlalchemy.types import TypeEngine

from storage.component import ComponentField, FieldType
from storage.database import Json

Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is ordered by its characters, the same on every database."""
TYPES: Mapping[FieldType, TypeEngine[Any]] = {
    "string": Words, "uri": Words, "file": Words, "date": Words, "time": Words, "datetime": Words,
    "number": Double(), "integer": BigInteger(), "catalog": BigInteger(), "boolean": Boolean(), "array": Json(),
}  # fmt: skip
"""Dates and times are ISO texts: they sort by time, and a datetime keeps whether it has a zone (UTC then)."""


AnyRow = Row[*tuple[Any, ...]]


def column_of(field: ComponentField) -> str:
    return f"{field.id}__{field.type}"


def column_for(field: ComponentField) -> Column[Any]:
    return Column(column_of(field), TYPES[field.type])  # type: ignore[index]


def table_name(number: int) -> str:
    return f"etapes_entries_{number}"
