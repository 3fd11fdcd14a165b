"""What is wrong with settings that name fields of entries, as far as the component's design tells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from runtime.entry_settings import EntryCondition, EntryValue, KeyValue
from runtime.known import Known
from runtime.problems import Problem
from runtime.schema import Kind, Schema, lookup

if TYPE_CHECKING:
    from storage.component import Component, ComponentField

_SCALARS = frozenset(Kind) - {Kind.ARRAY, Kind.OBJECT}
_NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL})
_TAKES: Mapping[str, frozenset[Kind]] = {
    "string": _SCALARS,
    "number": _NUMBERS,
    "integer": _NUMBERS,
    "catalog": _NUMBERS,
    "boolean": frozenset({Kind.BOOLEAN}),
    "date": frozenset({Kind.DATE, Kind.DATETIME, Kind.STRING}),
    "time": frozenset({Kind.TIME, Kind.STRING}),
    "datetime": frozenset({Kind.DATETIME, Kind.DATE, Kind.STRING}),
    "uri": frozenset({Kind.STRING}),
    "file": frozenset({Kind.STRING, Kind.OBJECT}),
    "array": frozenset({Kind.ARRAY}),
}
_WITHOUT_ORDER = ("boolean", "array")
_ORDERED = ("greater", "less", "greater_or_equal", "less_or_equal")
_TEXT = ("contains", "starts_with", "ends_with")


def design(known: Known, component: str) -> "Component | None":
    """The component's design; None where it is gone, or where nobody knows of components."""
    found: Component | None = known.get("component", component)
    return found


def kept_by_flows(component: "Component | None") -> Iterator[Problem]:
    """A component in proxy mode has no entries of its own."""
    if component and component.proxy:
        yield Problem(code="entry_component_proxy", setting="component", parameters={"name": component.name})


def kept_in_table(component: "Component | None") -> Iterator[Problem]:
    """A component that is no proxy asks no flow."""
    if component and not component.proxy:
        yield Problem(code="entry_not_proxy", setting="component", parameters={"name": component.name})


def unwritable(component: "Component", lines: Sequence[EntryValue]) -> Iterator[Problem]:
    """Lines that fill what cannot be filled, or twice, or with a constant that is of another type."""
    seen = set[str]()
    for at, line in enumerate(lines):
        setting = f"mapping[{at}].field"
        field = field_of(component, line.field)
        if field is None:
            continue
        if line.field in seen:
            yield Problem(code="entry_field_twice", setting=setting, parameters={"field": field.name})
        seen.add(line.field)
        if field.name in automatic() or field.virtual:
            code = "entry_field_virtual" if field.virtual else "entry_field_automatic"
            yield Problem(code=code, setting=setting, parameters={"field": field.name})
        elif line.from_ is None:
            yield from _constant(field, line.value, f"mapping[{at}].value")


def unfilled(component: "Component", lines: Sequence[EntryValue | KeyValue], *, key: bool, setting: str
             ) -> Iterator[Problem]:  # fmt: skip
    """Required fields, and with `key` those of the primary key, that no line fills."""
    given = {line.field for line in lines}
    if key and not component.key:
        yield Problem(code="component_without_key", setting="component", parameters={"name": component.name})
    for field in component.stored:
        if field.id in given:
            continue
        if key and field.primary_key:
            yield Problem(code="entry_key_unfilled", setting=setting, parameters={"field": field.name})
        elif field.required:
            yield Problem(code="entry_required_unfilled", setting=setting, parameters={"field": field.name})


def unaskable(component: "Component", conditions: Sequence[EntryCondition]) -> Iterator[Problem]:
    """Conditions that make no sense for their field."""
    for at, one in enumerate(conditions):
        field = field_of(component, one.field)
        if field is None or one.operator in ("is_null", "is_not_null"):
            continue
        told = {"field": field.name}
        if field.virtual:
            yield Problem(code="entry_field_virtual", setting=f"conditions[{at}].field", parameters=told)
        elif one.operator in _ORDERED and field.type in _WITHOUT_ORDER:
            yield Problem(code="entry_field_without_order", setting=f"conditions[{at}].operator", parameters=told)
        elif one.operator in _TEXT and field.type not in ("string", "uri", "file"):
            yield Problem(code="entry_field_no_text", setting=f"conditions[{at}].operator", parameters=told)
        elif one.from_ is None:
            for value in one.value if one.operator == "in" and isinstance(one.value, list) else [one.value]:
                yield from _constant(field, value, f"conditions[{at}].value")


def misfits(
    component: "Component", schema: Schema, lines: Sequence[EntryValue | KeyValue | EntryCondition], setting: str
) -> Iterator[Problem]:
    """Lines whose item field is of a type that the entry's field cannot take."""
    for at, line in enumerate(lines):
        field = field_of(component, line.field)
        kind = lookup(schema, line.from_) if field and line.from_ else None
        listed = isinstance(line, EntryCondition) and line.operator == "in"
        if field is None or kind is None or kind.kind is Kind.ANY or (listed and kind.kind is Kind.ARRAY):
            continue
        if kind.kind not in _TAKES.get(field.type, frozenset(Kind)):
            told = {"field": field.name, "type": field.type, "given": str(kind.kind), "path": line.from_}
            yield Problem(code="entry_type_misfit", setting=f"{setting}[{at}].from", parameters=told)


def field_of(component: "Component", name: str) -> "ComponentField | None":
    """A field by the id that settings name it by, or by the name of one that every entry has."""
    return next((field for field in component.fields if field.id == name), None) or automatic().get(name)


def automatic() -> Mapping[str, "ComponentField"]:
    """The fields that every entry has, by name; fetched late, since the catalogue of steps comes without storage."""
    from storage.component import AUTOMATIC

    return AUTOMATIC


def _constant(field: "ComponentField", value: object, setting: str) -> Iterator[Problem]:
    from storage.entries.values import Misfit, fit

    try:
        fit(field.type, value)
    except Misfit as wrong:
        yield Problem(code=wrong.of(field.type), setting=setting, parameters={"field": field.name, "value": value})
    if value is None and field.required and setting.startswith("mapping"):
        yield Problem(code="entry_value_missing", setting=setting, parameters={"field": field.name})
