"""Tables out of files: one module per file type, and what they share."""

from collections.abc import Callable
from pathlib import Path

from runtime.context import ReadOptions
from runtime.engines.polars_model import PolarsModel
from runtime.faults import Faults
from runtime.services.readers.kind import check_kind
from runtime.services.readers.rejects import Rejects


def read_table(path: Path, options: ReadOptions, scratch: Callable[[], Path], rejects: Rejects,
               faults: Faults) -> PolarsModel:  # fmt: skip
    """A file's rows as items, lazily where the type allows it; `scratch` gives a folder for decoded copies."""
    check_kind(path, options.file_type)
    match options.file_type:
        case "csv":
            from runtime.services.readers.csv import read_csv
            from runtime.services.readers.text import utf8

            return PolarsModel(*read_csv(utf8(path, options.encoding, scratch), options, rejects))
        case "xlsx":
            from runtime.services.readers.xlsx import read_xlsx

            return PolarsModel(*read_xlsx(path, options, rejects))
        case _:
            from runtime.services.readers.mapped import mapped

            return mapped(_typed(path, options, faults), options, rejects, faults)


def _typed(path: Path, options: ReadOptions, faults: Faults) -> PolarsModel:
    """A file whose values have types of their own."""
    if options.file_type == "parquet":
        from runtime.services.readers.parquet import read_parquet

        return read_parquet(path, faults)
    from runtime.services.readers.json import read_json, read_ndjson

    return read_json(path, options, faults) if options.file_type == "json" else read_ndjson(path, faults)
