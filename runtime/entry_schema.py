"""A component as the schema of its entries."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runtime.schema import UNKNOWN, FieldType, Kind, Schema

if TYPE_CHECKING:
    from storage.component import Component, ComponentField

_KINDS: Mapping[str, FieldType] = {
    "string": FieldType(Kind.STRING),
    "uri": FieldType(Kind.STRING),
    "file": FieldType(Kind.STRING),
    "number": FieldType(Kind.NUMBER),
    "integer": FieldType(Kind.INTEGER),
    "catalog": FieldType(Kind.INTEGER),
    "boolean": FieldType(Kind.BOOLEAN),
    "date": FieldType(Kind.DATE),
    "time": FieldType(Kind.TIME),
    "datetime": UNKNOWN,
    "array": FieldType(Kind.ARRAY, element=UNKNOWN),
}
_MOMENT = FieldType(Kind.DATETIME, zoned=True)


def kind_of(field: "ComponentField") -> FieldType:
    """The type of a field's values; whether a moment names its zone, and what a list holds, only its values tell."""
    return FieldType(Kind.STRING) if field.virtual else _KINDS.get(field.type, UNKNOWN)


def schema_of(component: "Component | None", entries: Sequence[Mapping[str, Any] | None] = ()) -> Schema:
    """The schema of a component's entries; what the design leaves open is decided over `entries`."""
    if component is None:
        return {}
    own = {field.name: _refined(kind_of(field), field, entries) for field in component.fields}
    subjects = {name: FieldType(Kind.STRING) for name in ("creatorSubject", "updateSubject")}
    return {"id": FieldType(Kind.INTEGER), **own, **subjects, "createdDate": _MOMENT, "updateDate": _MOMENT}


def entry_type(component: "Component | None", entries: Sequence[Mapping[str, Any] | None] = ()) -> FieldType:
    """The type of a whole entry; unknown where the component is."""
    schema = schema_of(component, entries)
    return FieldType(Kind.OBJECT, schema) if schema else UNKNOWN


def _refined(kind: FieldType, field: "ComponentField", entries: Sequence[Mapping[str, Any] | None]) -> FieldType:
    if field.virtual or field.type not in ("datetime", "array"):
        return kind
    values = [value for entry in entries if entry and (value := entry.get(field.name)) is not None]
    if not values:
        return kind
    if field.type == "array":
        from runtime.engines.decide import decided

        return decided(values)
    zones = {value.endswith("Z") for value in values}
    return FieldType(Kind.DATETIME, zoned=zones.pop()) if len(zones) == 1 else FieldType(Kind.STRING)
