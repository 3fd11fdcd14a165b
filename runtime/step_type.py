"""What a step type is: its fields are the settings, its docstring the purpose, `run` the deed."""

import re
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from runtime.context import Context
from runtime.fields import Widget
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem
from runtime.schema import Schema


class Group(StrEnum):
    INPUT = "input"
    TRANSFORM = "transform"
    USER = "user"
    OUTPUT = "output"


class Nature(StrEnum):
    """PURE depends on its input alone; READ asks the world; EFFECT changes it: checkpointed, rehearsed in a dry run."""

    PURE = "pure"
    READ = "read"
    EFFECT = "effect"


class StepType(BaseModel):
    """The strict view of a step's settings, and what the step does with them.

    A subclass is one file in `runtime/steps/<group>/`, named after its type. It touches the world through `ctx` only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)

    group: ClassVar[Group]
    nature: ClassVar[Nature] = Nature.PURE
    repeatable: ClassVar[bool] = False
    """An effect that may consume its source while it flows, since doing it again makes the same thing."""
    fleeting: ClassVar[bool] = False
    """A read whose answer may be another one the next time: a run with effects holds what it found."""
    defers: ClassVar[bool] = False
    """It puts an effect off, until a later step that `catches_up` does it with what this one handed on."""
    catches_up: ClassVar[bool] = False
    """An effect that does all that steps before it put off."""
    answers: ClassVar[bool] = False
    """An effect on nobody but the caller of the run: there is nothing to remember of it."""
    icon: ClassVar[str]
    """A Material Symbols name, for the chip on the card."""
    per_item: ClassVar[bool] = False
    """Single items can be bad: the form offers `on_error`."""
    timed: ClassVar[bool] = False
    """The form offers `timeout`."""

    @classmethod
    def type_name(cls) -> str:
        """`FilterSource` → `filter_source`: the type in documents, the file, the locale key, the help page."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def source_settings(cls) -> list[str]:
        """The settings that name an earlier step, in the order in which `run` gets their models."""
        return [
            name
            for name, info in cls.model_fields.items()
            if any(isinstance(mark, Widget) and mark.kind == "source" for mark in info.metadata)
        ]

    def looks_ahead(self) -> bool:
        """An effect that looks at its source before it consumes it: the source is computed once, for both."""
        return False

    def problems(self) -> list[Problem]:
        """What is wrong with the settings beyond their types, before any model is known."""
        return []

    def secret_fields(self) -> tuple[str, ...]:
        """The fields of the caller's model whose values are sealed before anything is stored."""
        return ()

    def declared(self) -> Schema | None:
        """What an input step's settings alone say of its items; None where only the data can tell."""
        return None

    def declared_in(self, known: Known) -> Schema | None:
        """The same where the settings name things: a component's fields, an endpoint's sample answer."""
        return self.declared()

    def problems_in(self, known: Known) -> list[Problem]:
        """What is wrong with the settings beside the things that they name, such as an unusable field of one."""
        return []

    def sample_model(self) -> Any:
        """What an input step's settings say in place of a caller, for previews; None where they say nothing."""
        return None

    def sample_in(self, known: Known) -> Any:
        """The same where the settings name things: an endpoint's sample answer."""
        return self.sample_model()

    def run(self, ctx: Context, *models: Model) -> Model:
        """The deed: the source models in, the model that is handed on out."""
        raise TypeError(f"{type(self).__name__} has no run")

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        """The same without touching the world: for dry runs, checks and previews. An effect says `ctx.would(…)`."""
        if self.nature is Nature.EFFECT:
            raise TypeError(f"{type(self).__name__} has no rehearsal")
        return self.run(ctx, *models)
