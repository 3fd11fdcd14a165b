"""Which columns of a table become which fields of its items, and with which types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from runtime.fields import ColumnEntry
from runtime.problems import Problem, Problems
from runtime.schema import FieldType, Kind, Schema, format_path, parse_path

TEXT = FieldType(Kind.STRING)


@dataclass(frozen=True)
class Chosen:
    """One column of the file on its way to a field; `setting` is its line in the mapping."""

    column: str
    field: tuple[str, ...]
    kind: FieldType
    setting: str

    @property
    def name(self) -> str:
        """The field's path, which also names the flat column until the fields are nested."""
        return format_path(self.field)


def whole(columns: Sequence[str]) -> tuple[ColumnEntry, ...]:
    """The mapping of somebody who left it empty: all columns under their own names."""
    return tuple(ColumnEntry(column=name, field=format_path((name,))) for name in columns)


def chosen(columns: Sequence[str], mapping: Sequence[ColumnEntry], types: Mapping[str, FieldType]) -> list[Chosen]:
    """The mapping's lines with their types; all columns that the file does not have are named at once."""
    missing = [
        Problem(code="column_missing", setting=f"mapping[{at}].column", parameters=_absent(entry.column, columns))
        for at, entry in enumerate(mapping)
        if entry.column not in columns
    ]
    if missing:
        raise Problems(*missing)
    return [
        Chosen(entry.column, parse_path(entry.field), types.get(entry.column, TEXT), f"mapping[{at}]")
        for at, entry in enumerate(mapping or whole(columns))
    ]


def nested(frame: pl.LazyFrame, fields: Sequence[Chosen]) -> pl.LazyFrame:
    """The flat columns as items: dotted fields become objects inside objects."""
    if all(len(one.field) == 1 and one.name == one.field[0] for one in fields):
        return frame
    tree: dict[str, object] = {}
    for one in fields:
        branch = tree
        for segment in one.field[:-1]:
            branch = branch.setdefault(segment, {})  # type: ignore[assignment]
        branch[one.field[-1]] = one.name
    return frame.select(_grown(name, branch) for name, branch in tree.items())


def schema_of(fields: Sequence[Chosen]) -> Schema:
    """The fields' types, dotted fields nested."""
    schema: Schema = {}
    for one in fields:
        branch = schema
        for segment in one.field[:-1]:
            branch = branch.setdefault(segment, FieldType(Kind.OBJECT, {})).fields
        branch[one.field[-1]] = one.kind
    return schema


def _grown(name: str, branch: object) -> pl.Expr:
    if isinstance(branch, dict):
        return pl.struct(_grown(inner, deeper) for inner, deeper in branch.items()).alias(name)
    return pl.col(str(branch)).alias(name)


def _absent(column: str, columns: Sequence[str]) -> dict[str, str]:
    close = get_close_matches(column, columns, n=1, cutoff=0.5)
    return {"column": column, "nearest": close[0] if close else columns[0], "columns": ", ".join(columns[:30])}
