"""CSV into a lazy frame: scanned in batches by Polars, every value checked against its type while it flows."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from runtime.context import ReadOptions
from runtime.engines.types import dtype_of
from runtime.problems import Problems
from runtime.schema import Schema
from runtime.services.readers.casts import unfit
from runtime.services.readers.choice import Chosen, nested, schema_of
from runtime.services.readers.csv_blame import bad_values, explained
from runtime.services.readers.csv_table import EXTRA, CsvTable
from runtime.services.readers.rejects import ROW, Rejects

_BAD, _TEXTS, _READ = "\0bad", "\0texts", "\0read "
_BATCH = 100_000


def read_csv(path: Path, options: ReadOptions, rejects: Rejects) -> tuple[pl.LazyFrame, Schema]:
    """The rows of a UTF-8 file as typed fields; bad rows raise `Problems` while the plan runs, or go to `rejects`."""
    table = CsvTable.opened(path, options)
    with explained(table):
        fields = table.fields()
    plan, quick = _checked(table, fields), _quick(table, fields)

    def batches(wanted: list[str] | None, predicate: pl.Expr | None, rows: int | None,
                size: int | None) -> Iterator[pl.DataFrame]:  # fmt: skip
        limit = rows if predicate is None and options.bad_rows == "stop" else None
        at_once = min(size or _BATCH, _BATCH)
        rejects.begin()
        with rejects.blamed(), explained(table):
            for good in _good(table, fields, plan, quick, rejects, limit, at_once):
                kept = good if predicate is None else good.filter(predicate)
                yield kept if wanted is None else kept.select(wanted)
            rejects.seal(path, options, table.shape)

    flat = {one.name: dtype_of(one.kind) for one in fields}
    return nested(register_io_source(batches, schema=flat), fields), schema_of(fields)


def _good(table: CsvTable, fields: Sequence[Chosen], plan: pl.LazyFrame, quick: pl.LazyFrame | None,
          rejects: Rejects, limit: int | None, size: int) -> Iterator[pl.DataFrame]:  # fmt: skip
    """The good rows in order: quickly as far as that goes, from there on every text judged."""
    done = 0
    if quick is not None:
        for batch in _trusted(table, fields, quick if limit is None else quick.head(limit), size):
            done += batch.height
            yield batch
        if done == limit or table.read_to(done):
            return
    rest = plan.slice(done, None if limit is None else limit - done)
    for batch in rest.collect_batches(chunk_size=size, maintain_order=True):
        yield _passed(batch, table, fields, rejects)


def _checked(table: CsvTable, fields: Sequence[Chosen]) -> pl.LazyFrame:
    """Typed columns, and per row whether a text did not fit its type."""
    read = [table.value(one).alias(f"{_READ}{one.name}") for one in fields]
    values = [pl.col(f"{_READ}{one.name}").alias(one.name) for one in fields]
    misfits = (unfit(pl.col(f"{_READ}{one.name}"), pl.col(one.column), one.kind) for one in fields)
    bad = pl.any_horizontal(table.too_long(), *misfits).alias(_BAD)
    if table.options.bad_rows == "stop":
        return table.rows().with_columns(read).select(*values, bad)
    texts = pl.struct(*table.shape.columns, EXTRA).alias(_TEXTS)
    return table.rows(ROW).with_columns(read).select(*values, bad, texts, ROW)


def _passed(batch: pl.DataFrame, table: CsvTable, fields: Sequence[Chosen], rejects: Rejects) -> pl.DataFrame:
    names = [one.name for one in fields]
    if not batch[_BAD].any():
        return batch.select(names)
    if table.options.bad_rows == "stop":
        raise Problems(*bad_values(table))
    rejects.take(batch.filter(_BAD).select(ROW, pl.col(_TEXTS).struct.unnest()))
    return batch.remove(_BAD).select(names)
