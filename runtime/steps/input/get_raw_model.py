from typing import Any, ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import Constant
from runtime.json_shape import invalid, schema_from, shape_of, unusable
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import Schema
from runtime.sent import items_of, note_absent, with_fields
from runtime.step_type import Group, Nature, StepType


class GetRawModel(StepType):
    """Any JSON that the caller sends, checked against a sample or a JSON Schema.

    Without either, or with `validate` off, everything is taken as it comes.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "data_object"

    sample: Constant = None
    json_schema: dict[str, Any] | None = None
    validate_: bool = Field(default=True, alias="validate")

    def problems(self) -> list[Problem]:
        found = unusable(self.json_schema) if self.json_schema is not None else None
        return [Problem(code="json_schema_wrong", setting="json_schema", parameters=found)] if found else []

    def declared(self) -> Schema | None:
        return schema_from(self._shape()) or None

    def sample_model(self) -> Any:
        return self.sample

    def run(self, ctx: Context, *models: Model) -> Model:
        sent = ctx.caller_model()
        shape = self._shape()
        if self.validate_ and (wrong := [Problem(code="sent_shape", parameters=one) for one in invalid(sent, shape)]):
            raise Problems(*wrong)
        items = items_of(sent)
        note_absent(items, ctx.faults)
        model = ctx.tables.of(items)
        absent = [name for name in schema_from(shape) if name not in model.schema]
        return ctx.tables.of(with_fields(items, absent)) if absent and items else model

    def _shape(self) -> dict[str, Any]:
        """What is expected, as a JSON Schema."""
        if self.json_schema is not None:
            return self.json_schema
        return shape_of(self.sample) if self.sample is not None else {}
