"""CSV into a lazy frame: scanned in batches by Polars, every value checked against its type while it flows."""

from collections.abc import Generator, Iterator, Mapping, Sequence
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
from runtime.services.readers.csv_typed import Trust, has_empty_row, typed
from runtime.services.readers.rejects import ROW, Rejects

_BAD, _TEXTS, _READ = "\0bad", "\0texts", "\0read "
_BATCH = 100_000


def read_csv(path: Path, options: ReadOptions, rejects: Rejects) -> tuple[pl.LazyFrame, Schema]:
    """The rows of a UTF-8 file as typed fields; bad rows raise `Problems` while the plan runs, or go to `rejects`."""
    table = CsvTable.opened(path, options)
    with explained(table):
        fields = table.fields()

    def batches(wanted: list[str] | None, predicate: pl.Expr | None, rows: int | None,
                size: int | None) -> Iterator[pl.DataFrame]:  # fmt: skip
        limit = rows if predicate is None and options.bad_rows == "stop" else None
        at_once = min(size or _BATCH, _BATCH)
        rejects.begin()
        with rejects.blamed(), explained(table):
            for good in _good(table, fields, rejects, limit, at_once):
                kept = good if predicate is None else good.filter(predicate)
                yield kept if wanted is None else kept.select(wanted)
            rejects.seal(path, options, table.shape)

    flat = {one.name: dtype_of(one.kind) for one in fields}
    return nested(register_io_source(batches, schema=flat), fields), schema_of(fields)


def _good(table: CsvTable, fields: Sequence[Chosen], rejects: Rejects, limit: int | None,
          size: int) -> Iterator[pl.DataFrame]:  # fmt: skip
    """The good rows in order: quickly as far as that goes, from there on every text judged."""
    whole, done = yield from _quickly(table, fields, limit)
    if whole:
        return
    plan = _checked(table, fields)
    for batch in (plan if limit is None else plan.head(limit)).collect_batches(chunk_size=size, maintain_order=True):
        yield _passed(batch.slice(done), table, fields, rejects)  # a slice of the plan could step over a broken end
        done = max(done - batch.height, 0)


def _quickly(table: CsvTable, fields: Sequence[Chosen], limit: int | None
             ) -> Generator[pl.DataFrame, None, tuple[bool, int]]:  # fmt: skip
    """The rows that can be trusted as Polars reads them; gives whether these are all, and how many."""
    types = typed(fields, table.options)
    if not types or table.options.bad_rows != "stop":
        return False, 0
    trust = Trust(table.path, table.options.separator, [one.name for one in fields if one.column in types])
    plan = _checked(table, fields, types)
    done = 0
    try:
        wanted = plan if limit is None else plan.head(limit)
        for batch in wanted.collect_batches(maintain_order=True):  # in Polars' own pieces: others would be copies
            good = batch.drop(_BAD)
            if batch[_BAD].any() or not trust.holds(good) or (has_empty_row(good) and table.blank_lines):
                return False, done
            done += good.height
            yield good
    except pl.exceptions.PolarsError:  # what it is, the judging way finds out
        return False, done
    return True, done


def _checked(table: CsvTable, fields: Sequence[Chosen], types: Mapping[str, pl.DataType] | None = None) -> pl.LazyFrame:
    """Typed columns, and per row whether a text did not fit its type; columns of `types` come as values."""
    types = types or {}
    judged = [one for one in fields if one.column not in types]
    read = [table.value(one).alias(f"{_READ}{one.name}") for one in judged]
    read += [pl.col(one.column).alias(f"{_READ}{one.name}") for one in fields if one.column in types]
    values = [pl.col(f"{_READ}{one.name}").alias(one.name) for one in fields]
    misfits = (unfit(pl.col(f"{_READ}{one.name}"), pl.col(one.column), one.kind) for one in judged)
    bad = pl.any_horizontal(table.too_long(), *misfits).alias(_BAD)
    if table.options.bad_rows == "stop":
        rows = table.texts(types) if types else table.rows()
        return rows.with_columns(read).select(*values, bad)
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
