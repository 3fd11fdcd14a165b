"""Tables out of files: one module per file type, and what they share."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from runtime.context import ReadOptions
from runtime.schema import Schema
from runtime.services.readers.rejects import Rejects


def read_table(path: Path, options: ReadOptions, scratch: Callable[[], Path],
               rejects: Rejects) -> tuple[pl.LazyFrame, Schema]:  # fmt: skip
    """A file's rows as typed fields, lazily; `scratch` gives a folder for decoded copies."""
    from runtime.services.readers.csv import read_csv
    from runtime.services.readers.text import utf8

    return read_csv(utf8(path, options.encoding, scratch), options, rejects)
