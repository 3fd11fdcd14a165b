"""A model as JSON or as JSON lines, batch by batch."""

from collections.abc import Iterator
from itertools import chain

import orjson
import polars as pl

from runtime.context import WriteOptions
from runtime.engines.json_text import dump, plain_items
from runtime.model import Item
from runtime.response import without_empty
from runtime.schema import Schema

_BATCH = 20_000


def json_chunks(frame: pl.LazyFrame, schema: Schema, options: WriteOptions) -> Iterator[bytes]:
    """An array, one item per line."""
    before = b"[\n"
    for item in _items(frame, schema, options):
        yield before + _text(item)
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def ndjson_chunks(frame: pl.LazyFrame, schema: Schema, options: WriteOptions) -> Iterator[bytes]:
    for item in _items(frame, schema, options):
        yield _text(item) + b"\n"


def _items(frame: pl.LazyFrame, schema: Schema, options: WriteOptions) -> Iterator[Item]:
    batches = frame.collect_batches(chunk_size=_BATCH, maintain_order=True)
    items = chain.from_iterable(plain_items(batch, schema) for batch in batches)
    return map(without_empty, items) if options.leave_out_empty else items


def _text(item: Item) -> bytes:
    """Integers of any size stay whole."""
    try:
        return orjson.dumps(item)
    except TypeError:
        return dump(item).encode()
