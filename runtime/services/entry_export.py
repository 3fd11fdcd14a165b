"""Entries into a file: read as they are at one moment, in pieces, so that a million need no more room than a few."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import polars as pl

from runtime.context import StoredFile, WriteOptions
from runtime.engines.polars_model import PolarsModel
from runtime.engines.types import dtype_of
from runtime.schema import FieldType, Kind, Schema
from runtime.services.writers import chunks_of
from storage.component import AUTOMATIC, Component, ComponentField
from storage.entries import Entries, Entry, EntryCondition
from storage.files import Files

Format = Literal["csv", "xlsx", "json"]
Order = Sequence[tuple[str, Literal["asc", "desc"]]]
_AT_ONCE = 20_000
_KINDS = {
    "integer": Kind.INTEGER, "catalog": Kind.INTEGER, "number": Kind.NUMBER, "boolean": Kind.BOOLEAN,
    "date": Kind.DATE, "time": Kind.TIME, "array": Kind.ANY,
}  # fmt: skip


def export(entries: Entries, files: Files, component: str, kind: Format, *,
           conditions: Sequence[EntryCondition] = (), order: Order = (), creator: str = "") -> StoredFile:  # fmt: skip
    """Store the entries that pass as a file named after the component; `NotFound`, `Unfit`, `Problems`."""
    design = entries.component(component)
    schema = schema_of(design)
    options = WriteOptions(file_type=kind, sheet="Sheet1")
    with TemporaryDirectory(prefix="etapes-") as scratch:
        pieces = entries.read_table(component, conditions, order=order, size=_AT_ONCE)
        model = PolarsModel(_held(pieces, schema, Path(scratch)), schema)
        with files.receive(f"{_file_name(design.name)}.{kind}", creator=creator) as incoming:
            for chunk in chunks_of(model.frame, schema, options, lambda: Path(scratch)):
                incoming.write(chunk)
            return StoredFile.model_validate(asdict(incoming.commit()))


def schema_of(design: Component) -> Schema:
    """A column per field, then what every entry has; moments stay texts, since some have a zone and some have none."""
    fields = [AUTOMATIC["id"], *design.fields, *(one for name, one in AUTOMATIC.items() if name != "id")]
    return {one.name: _type(one) for one in fields}


def _type(field: ComponentField) -> FieldType:
    return FieldType(Kind.STRING if field.virtual else _KINDS.get(field.type, Kind.STRING))


def _held(pieces: Iterator[list[Entry]], schema: Schema, scratch: Path) -> pl.LazyFrame:
    """The entries on the disk, to be read from there as often as a writer wants."""
    paths = []
    for number, piece in enumerate(pieces):
        paths.append(scratch / f"{number:06}.parquet")
        _frame(piece, schema).write_parquet(paths[-1])
    return pl.scan_parquet(paths) if paths else _frame([], schema).lazy()


def _frame(piece: Sequence[Entry], schema: Schema) -> pl.DataFrame:
    columns = {name: _column(name, kind, [entry[name] for entry in piece]) for name, kind in schema.items()}
    return pl.DataFrame(columns)


def _column(name: str, kind: FieldType, values: list[Any]) -> pl.Series:
    if kind.kind is Kind.ANY:
        from runtime.engines.json_text import dump

        return pl.Series(name, [None if value is None else dump(value) for value in values], dtype=pl.String)
    if kind.kind is Kind.DATE:
        return pl.Series(name, values, dtype=pl.String).str.to_date("%Y-%m-%d")
    if kind.kind is Kind.TIME:
        from datetime import time

        return pl.Series(name, [value and time.fromisoformat(value) for value in values], dtype=pl.Time)
    return pl.Series(name, values, dtype=dtype_of(kind))


def _file_name(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " -_" else "-" for sign in name).strip() or "entries"
