"""What of a run outlives its process: results of effects, their parts, and models that must not change any more."""

from collections.abc import Callable
from typing import Any, Protocol

from runtime.model import Model


class Kept(Protocol):
    """Asked by an execution; what an earlier attempt kept is answered instead of done."""

    def result(self, step: str, deed: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Do a step's whole effect and keep its result, or give the kept result."""
        ...

    def parts(self, step: str) -> dict[str, Any]:
        """The finished parts of a step's effect with their results."""
        ...

    def part(self, step: str, part: str, result: Any) -> None:
        """A part of a step's effect is done."""
        ...

    def model(self, step: str) -> Model | None:
        """What the step handed on in an earlier attempt, where that was held."""
        ...

    def hold(self, step: str, model: Model) -> Model:
        """Fix what a step hands on: this attempt and every later one goes on from the same items."""
        ...


class Unkept:
    """Nothing outlives the attempt: dry runs, previews, and runs whose steps can all be done again."""

    def result(self, step: str, deed: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        return deed()

    def parts(self, step: str) -> dict[str, Any]:
        return {}

    def part(self, step: str, part: str, result: Any) -> None:
        return None

    def model(self, step: str) -> Model | None:
        return None

    def hold(self, step: str, model: Model) -> Model:
        return model
