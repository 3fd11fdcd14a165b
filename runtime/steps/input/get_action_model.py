from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import ExpectedField, ExpectedKind
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import UNKNOWN, FieldType, Kind, Schema
from runtime.sent import items_of, note_absent, unexpected, with_fields
from runtime.step_type import Group, Nature, StepType

_OPEN = (Kind.OBJECT, Kind.ANY)


class GetActionModel(StepType):
    """The caller's model: what a form, a button or `POST …/runs` sent. An array is that many items, an object is one.

    With `validate` on, every field that is missing or of another type is named in one error. What is sent in a field of
    the type `secret` is sealed before anything is stored: items hold a handle, which only deeds like logging in open.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "touch_app"

    fields: list[ExpectedField] = Field(default_factory=list)
    validate_: bool = Field(default=True, alias="validate")

    def problems(self) -> list[Problem]:
        names = [field.name for field in self.fields]
        return [
            Problem(code="target_twice", setting=f"fields[{at}].name", parameters={"field": name})
            for at, name in enumerate(names)
            if name in names[:at]
        ]

    def secret_fields(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.type is ExpectedKind.SECRET)

    def declared(self) -> Schema | None:
        """Whether a moment names its zone is known only when it is sent."""
        return {one.name: UNKNOWN if one.kind is Kind.DATETIME else _type(one.kind) for one in self.fields} or None

    def run(self, ctx: Context, *models: Model) -> Model:
        items = items_of(ctx.caller_model())
        if self.validate_ and (wrong := list(unexpected(items, self.fields))):
            raise Problems(*wrong)
        note_absent(items, ctx.faults)
        known = {field.name: _type(field.kind) for field in self.fields if field.kind not in (*_OPEN, Kind.ARRAY)}
        sent = with_fields(items, [field.name for field in self.fields])
        return ctx.tables.of(sent, known if self.validate_ else None)


def _type(kind: Kind) -> FieldType:
    """What is inside an object or an array is known only when it is sent."""
    if kind in _OPEN:
        return UNKNOWN
    return FieldType(kind, element=UNKNOWN if kind is Kind.ARRAY else None)
