"""A step of the catalogue at work: its settings as a document has them, its models as plain items."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.model import Item
from runtime.steps import CATALOG


@dataclass
class Told:
    """What a pure step touches of its context: the place where bad items are noted."""

    faults: Faults = field(default_factory=lambda: Faults("step"))


@pytest.fixture
def did() -> Callable[..., list[Item]]:
    def run(step: str, settings: dict[str, Any], *models: list[Item], faults: Faults | None = None) -> list[Item]:
        kind = CATALOG[step].model_validate(settings)
        assert kind.problems() == []
        assert len(models) == len(kind.source_settings())
        made = kind.rehearse(Told(faults or Faults("step")), *map(model_of, models))
        return made.items()

    return run
