"""The vocabulary of settings: each says how a form asks for it and what `check` looks up.

A step type's pydantic fields are its settings; the annotations here carry the rest: a new step needs no UI code.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, PlainSerializer, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from runtime.schema import Kind


@dataclass(frozen=True)
class Widget:
    """How a setting is asked for.

    `of` names the source setting whose fields are offered (join has two sources); `within` names a sibling setting
    holding an array path: the fields offered are those of that array's elements.
    """

    kind: str
    of: str = "source"
    within: str | None = None

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        schema["widget"] = self.kind
        if self.kind == "field":
            schema["of"] = self.of
            if self.within:
                schema["within"] = self.within
        return schema


class Setting(BaseModel):
    """A setting made of parts; unknown parts are refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True)


THINGS = ("component", "connector", "template", "flow")
"""Widgets whose settings name a thing outside the flow, by its id."""
OWNERS = {
    "entry_field": "component", "entry_key": "component", "entry_any": "component", "endpoint": "connector",
    "template_field": "template",
}  # fmt: skip
"""Widgets whose settings name a part of the thing that a sibling setting names."""

Source = Annotated[str | None, Widget("source")]
"""The id of an earlier step; None is the nearest enabled step before it in reading order."""
FieldPath = Annotated[str, Field(min_length=1), Widget("field")]
"""A path into the source's items."""
ElementPath = Annotated[str, Field(min_length=1), Widget("field", within="path")]
"""A path into the elements of the array that the sibling setting `path` names."""
LeftPath = Annotated[str, Field(min_length=1), Widget("field", of="left")]
RightPath = Annotated[str, Field(min_length=1), Widget("field", of="right")]
ArrayPath = Annotated[str, Field(min_length=1), Widget("array")]
"""A path to an array in the source's items."""
NewField = Annotated[str, Field(min_length=1), Widget("new_field")]
"""The path of a field that the step writes; dots nest."""
Expression = Annotated[str, Field(min_length=1), Widget("expression")]
"""An SQL expression over the item's fields."""
Script = Annotated[str, Widget("script")]
"""Python for the sandbox."""
FileName = Annotated[str, Field(min_length=1, max_length=200), Widget("file_name")]
"""A file name; `{field}` is filled from the first item."""
ComponentName = Annotated[str, Field(min_length=1), Widget("component")]
"""The id of a component; it stays when the component is renamed."""
EntryField = Annotated[str, Field(min_length=1), Widget("entry_field", within="component")]
"""A field of the component that the setting `component` names."""
KeyField = Annotated[str, Field(min_length=1), Widget("entry_key", within="component")]
"""A field of the primary key of that component."""
AnyEntryField = Annotated[str, Field(min_length=1), Widget("entry_any", within="component")]
"""A field of that component, or one that every entry has, by its name."""
ConnectorName = Annotated[str, Field(min_length=1), Widget("connector")]
"""The id of a connector."""
Endpoint = Annotated[str, Field(min_length=1), Widget("endpoint", within="connector")]
"""An endpoint (or a queue, topic, subject, stream) of the connector that the setting `connector` names."""
TemplateName = Annotated[str, Field(min_length=1), Widget("template")]
"""The id of a template."""
TemplateField = Annotated[str, Field(min_length=1), Widget("template_field", within="template")]
"""A field that the template asks for which the setting `template` names."""
PersonName = Annotated[str, Field(min_length=1, max_length=254), Widget("person")]
"""The name of somebody who has an account, or a mail address."""
RoleName = Annotated[str, Field(min_length=1), Widget("role")]
"""A role, built in or made here."""
TallText = Annotated[str, Widget("tall_text")]
"""Text of several lines."""
FlowName = Annotated[str, Field(min_length=1), Widget("flow")]
"""The id of a flow."""
Constant = Annotated[Any, Widget("constant")]
"""Any JSON value."""
TypeName = Annotated[Kind, PlainSerializer(str), Widget("type")]


def separator_usable(separator: str) -> bool:
    """Whether a character can stand between the values of a CSV file."""
    return separator.isascii() and separator not in '"\r\n\0'


class SecretMark(Setting):
    """Stands where a secret belongs: the name under which its value is kept, encrypted, apart from the settings."""

    secret: str


Secret = Annotated[SecretMark | None, Widget("secret")]
"""A password or key: asked for as hidden text, and never shown again."""


class MapEntry(Setting):
    """One line of a mapping: target `to`, filled by exactly one of a path, a constant or an expression."""

    to: NewField
    from_: FieldPath | None = Field(default=None, alias="from")
    value: Constant = None
    expression: Expression | None = None
    type: TypeName | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> "MapEntry":
        origins = [name for name in ("from_", "expression") if getattr(self, name) is not None]
        constant = "value" in self.model_fields_set and (self.value is not None or not origins)
        if len(origins) + constant != 1:
            raise ValueError("one_of_from_value_expression")
        return self


class TemplateEntry(MapEntry):
    """One line of a template's mapping: its field `to`, filled as in any mapping."""

    to: TemplateField


class ColumnEntry(Setting):
    """One line of an import's mapping: the file's `column` becomes `field` with `type`."""

    column: Annotated[str, Widget("column")]
    field: NewField
    type: TypeName | None = None


class ExportEntry(Setting):
    """One line of an export's mapping: the item's `field` goes under the heading `column`."""

    field: FieldPath
    column: str = Field(min_length=1)


class JoinEntry(Setting):
    """A field of the right step that joins the left item, under the name `to`."""

    from_: RightPath = Field(alias="from")
    to: NewField


ConditionOperator = Literal[
    "equal", "not_equal", "greater", "less", "greater_or_equal", "less_or_equal",
    "contains", "starts_with", "ends_with", "in", "is_null", "is_not_null",
]  # fmt: skip


class Condition(Setting):
    """One line of a filter: a field against a constant or another field of the same item."""

    field: FieldPath
    operator: ConditionOperator = "equal"
    value: Constant = None
    other_field: FieldPath | None = None


class ArrayOperation(Setting):
    """A figure over the elements of an array; `count` needs no field."""

    operation: Literal["min", "max", "sum", "average", "count"]
    field: ElementPath | None = None
    into: NewField


class Side(Setting):
    """One side of a sum: a field of the item or a constant."""

    field: FieldPath | None = None
    value: Constant = None


class MathOperation(Setting):
    """`left operator right`, written to `into`; later lines may use what earlier lines wrote."""

    left: Side
    operator: Literal["+", "-", "*", "/", "and", "or", "xor"]
    right: Side
    into: NewField


class FileChoice(Setting):
    """Where a file comes from: a declared input of the run, the file store, or a field of each source item."""

    from_: Literal["input", "stored", "field"] = Field(default="input", alias="from")
    name: str | None = None
    id: str | None = None
    path: FieldPath | None = None


class GivenFile(Setting):
    """A file for a called flow: its `input`, and the field that holds the id of a stored file."""

    input: Annotated[str, Field(min_length=1)]
    field: FieldPath


class ExpectedKind(StrEnum):
    """The types of a model's fields, and `secret`: a text that nobody may read; the flow sees a handle in its place."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    ARRAY = "array"
    OBJECT = "object"
    ANY = "any"
    SECRET = "secret"  # noqa: S105 - a word, no secret


class ExpectedField(Setting):
    """A field that the caller of the flow is expected to send."""

    name: str = Field(min_length=1)
    type: Annotated[ExpectedKind, PlainSerializer(str), Widget("type")] = ExpectedKind.STRING
    required: bool = False

    @property
    def kind(self) -> Kind:
        """What stands in the item."""
        return Kind.STRING if self.type is ExpectedKind.SECRET else Kind(self.type)


class Advanced(Setting):
    """What every step has beside its settings. `timeout` is in seconds."""

    on_error: Literal["stop", "skip_item", "continue"] = "stop"
    retries: int = Field(default=0, ge=0, le=20)
    timeout: float | None = Field(default=None, gt=0, le=86_400)
