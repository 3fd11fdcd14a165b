"""What a flow answers its caller, as far as its document tells before any run."""

from typing import Any

from runtime.check import check
from runtime.flow_warnings import RESPONSE
from runtime.schema import FieldType, Kind, Schema
from storage.documents import Step, read_flow

_TEXTS = (Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.DECIMAL)
"""Kinds that travel as text in JSON."""
COUNT = FieldType(Kind.OBJECT, {"count": FieldType(Kind.INTEGER)})
"""The answer of a flow without a response."""


def answer_type(document: dict[str, Any]) -> FieldType | None:
    """The type of the response; None where only a run can tell."""
    answer = next((step for step in read_flow(document).steps() if step.enabled and step.type == RESPONSE), None)
    if answer is None:
        return COUNT
    checked = check(document)
    source = checked.sources.get(answer.id, {}).get("source")
    schema = checked.schemas.get(source or "")
    return None if schema is None else _shaped(answer, schema)


def _shaped(answer: Step, schema: Schema) -> FieldType:
    """As `runtime.response.shaped` makes it."""
    item = in_json(FieldType(Kind.OBJECT, schema))
    items = FieldType(Kind.ARRAY, element=item)
    match answer.settings.get("shape", "list"):
        case "first":
            return item
        case "envelope":
            return FieldType(Kind.OBJECT, {"items": items, "count": FieldType(Kind.INTEGER)})
    return items


def in_json(field: FieldType) -> FieldType:
    """The type that a value of this type has after it travelled as JSON."""
    if field.kind in _TEXTS:
        return FieldType(Kind.STRING)
    element = in_json(field.element) if field.element else None
    return FieldType(field.kind, {name: in_json(part) for name, part in field.fields.items()}, element,
                     empty=field.empty)  # fmt: skip
