"""What a design must be before a table is made of it; everything that is wrong is said at once."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from storage.component import AUTOMATIC, FIELD_TYPES, Component, ComponentField
from storage.entries.entry import Fault
from storage.entries.virtual import named_in

_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,49}")
_LONGEST_NAME = 100


def faults_of(component: Component, known: Collection[str]) -> list[Fault]:
    """What is wrong with a design; `known` are the ids of the other components."""
    return [*_of_component(component), *_doubles(component), *_of_fields(component, {*known, component.id})]


def _of_component(component: Component) -> Iterator[Fault]:
    if not _ID.fullmatch(component.id):
        yield Fault("design_id_unusable", parameters={"id": component.id})
    if not _visible(component.name):
        yield Fault("design_name_missing")


def _doubles(component: Component) -> Iterator[Fault]:
    for name, count in Counter(field.name for field in component.fields).items():
        if count > 1 and name:
            yield _fault("design_field_name_twice", name)
    for number, count in Counter(field.id for field in component.fields).items():
        if count > 1:
            yield _fault("design_field_id_twice", number)


def _of_fields(component: Component, known: Collection[str]) -> Iterator[Fault]:
    for field in component.fields:
        name = field.name or field.id
        if not _ID.fullmatch(field.id):
            yield _fault("design_field_id_unusable", name, id=field.id)
        if not _visible(field.name):
            yield _fault("design_field_name_missing", name)
        if field.name in AUTOMATIC:
            yield _fault("design_field_name_automatic", name)
        if field.virtual:
            yield from _of_virtual(component, field)
        else:
            yield from _of_stored(field, known)


def _of_virtual(component: Component, field: ComponentField) -> Iterator[Fault]:
    if field.primary_key or field.query or field.required:
        yield _fault("design_virtual_flags", field.name)
    if not field.pattern:
        yield _fault("design_pattern_missing", field.name)
    for part in named_in(field.pattern or ""):
        meant = component.field(part)
        if part not in AUTOMATIC and (meant is None or meant.virtual or meant.type == "array"):
            yield _fault("design_pattern_unknown", field.name, part=part)


def _of_stored(field: ComponentField, known: Collection[str]) -> Iterator[Fault]:
    if field.type not in FIELD_TYPES:
        yield _fault("design_type_unknown", field.name, type=field.type, known=", ".join(FIELD_TYPES))
    if field.type == "array" and (field.primary_key or field.query):
        yield _fault("design_array_flags", field.name)
    if field.type == "catalog" and field.catalog not in known:
        yield _fault("design_catalog_unknown", field.name, component=field.catalog or "")


def _visible(name: str) -> bool:
    return bool(name.strip()) and name.isprintable() and len(name) <= _LONGEST_NAME


def _fault(code: str, name: str, **parameters: str) -> Fault:
    return Fault(code, field=name, parameters={"field": name, **parameters})
