"""A model held in a file: an Arrow table behind the JSON of its schema."""

from pathlib import Path

import polars as pl
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from runtime.engines.polars_model import PolarsModel
from runtime.engines.values import model_of
from runtime.model import Model
from runtime.schema import Schema

_LENGTH = 8
"""Bytes in front that say how long the JSON is."""


@dataclass
class _Head:
    fields: Schema
    open: bool


_HEAD = TypeAdapter(_Head)


def hold(model: Model, file: Path) -> None:
    """Compute the model and write it; a model of another engine comes by its items."""
    ours = model if isinstance(model, PolarsModel) else model_of(model.items())
    head = _HEAD.dump_json(_Head(ours.schema, ours.open))
    with file.open("wb") as out:
        out.write(len(head).to_bytes(_LENGTH, "big"))
        out.write(head)
        ours.collect().write_ipc(out, compression="lz4")


def held(file: Path) -> Model:
    """The model that `hold` wrote, in memory, so that the file may go."""
    with file.open("rb") as written:
        head = _HEAD.validate_json(written.read(int.from_bytes(written.read(_LENGTH), "big")))
        frame = pl.read_ipc(written.read())
    return PolarsModel(frame.lazy(), head.fields, head.open)
