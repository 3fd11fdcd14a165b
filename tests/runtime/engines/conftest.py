"""Every law of the model is tried on every engine: a second engine joins by one more parameter."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from runtime.engines.values import model_of
from runtime.model import Model
from runtime.schema import Schema

Engine = Callable[..., Model]


@pytest.fixture(params=["polars"], scope="session")
def engine(request) -> Engine:
    """Items into a model of one engine."""

    def polars(items: Sequence[Any], schema: Schema | None = None) -> Model:
        return model_of(items, schema)

    return {"polars": polars}[request.param]
