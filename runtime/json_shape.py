"""Shapes of JSON: from a sample, against a value, and as the schema of a model's items."""

from itertools import islice
from typing import Any

from runtime.schema import UNKNOWN, FieldType, Kind, Schema

Shape = dict[str, Any]
"""A JSON Schema."""
_MOST = 50


def shape_of(sample: Any) -> Shape:
    """The JSON Schema of whatever has the sample's fields with its types; more fields, null and absence are fine."""
    if isinstance(sample, dict):
        return {"type": ["object", "null"], "properties": {name: shape_of(value) for name, value in sample.items()}}
    if isinstance(sample, list):
        shapes = [shape_of(value) for value in sample]
        known = [shape for at, shape in enumerate(shapes) if shape not in shapes[:at]]
        return {"type": ["array", "null"], "items": _either(known)}
    if sample is None:
        return {}
    kind = "boolean" if isinstance(sample, bool) else "number" if isinstance(sample, int | float) else "string"
    return {"type": [kind, "null"]}


def invalid(value: Any, shape: Shape) -> list[dict[str, Any]]:
    """Every place where the value is not of the shape: its path, what is there, and the rule that it breaks."""
    from jsonschema.validators import validator_for

    check = validator_for(shape)(shape)
    wrong = islice(sorted(check.iter_errors(value), key=lambda one: list(map(str, one.absolute_path))), _MOST)
    return [
        {
            "path": one.json_path.removeprefix("$").lstrip(".") or "$",
            "rule": f"{one.validator}: {_shown(one.validator_value)}",
            "value": one.instance if not isinstance(one.instance, dict | list) else type(one.instance).__name__,
        }
        for one in wrong
    ]


def unusable(shape: Shape) -> dict[str, Any] | None:
    """Why this is no JSON Schema: path and reason; None where it is one."""
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import validator_for

    try:
        validator_for(shape).check_schema(shape)
    except SchemaError as wrong:
        return {"path": wrong.json_path, "rule": f"{wrong.validator}: {_shown(wrong.validator_value)}"}
    return None


def schema_from(shape: Shape) -> Schema:
    """The fields of the items that a shape speaks of: of the elements of an array, of an object itself."""
    item = shape.get("items") if _kind(shape) == "array" else shape
    found = _type(item) if isinstance(item, dict) else UNKNOWN
    return found.fields


def _type(shape: Any) -> FieldType:
    if not isinstance(shape, dict):
        return UNKNOWN
    match _kind(shape):
        case "object" if shape.get("properties"):
            return FieldType(Kind.OBJECT, {name: _type(inner) for name, inner in shape["properties"].items()})
        case "array":
            return FieldType(Kind.ARRAY, element=_type(shape.get("items")))
        case "string" | "integer" | "number" | "boolean" as plain:
            return FieldType(Kind(plain))
        case _:
            return UNKNOWN


def _kind(shape: Shape) -> str | None:
    """The one type beside null that a shape allows; an object is meant wherever properties are named."""
    said = shape.get("type", "object" if "properties" in shape else None)
    kinds = [kind for kind in (said if isinstance(said, list) else [said]) if kind != "null"]
    return kinds[0] if len(kinds) == 1 else None


def _either(shapes: list[Shape]) -> Shape:
    """Objects of different samples are one object with the fields of all; other mixtures are either of them."""
    objects = [shape["properties"] for shape in shapes if "properties" in shape]
    if objects and len(objects) == len(shapes):
        names = {name: None for properties in objects for name in properties}
        merged = {name: _either([p[name] for p in objects if name in p]) for name in names}
        return {"type": ["object", "null"], "properties": merged}
    distinct = [shape for at, shape in enumerate(shapes) if shape not in shapes[:at]]
    if not distinct or {} in distinct:
        return {}
    return distinct[0] if len(distinct) == 1 else {"anyOf": distinct}


def _shown(rule: Any) -> str:
    text = ", ".join(map(str, rule)) if isinstance(rule, list) else str(rule)
    return text if len(text) <= 100 else f"{text[:100]}…"
