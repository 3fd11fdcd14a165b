"""What a schema knows about the field at a path."""

from runtime.schema import FieldType, Kind, Schema, lookup, parse_path


def elements(schema: Schema | None, path: object) -> Schema | None:
    """The fields of the elements of the array at `path`; None where that is not known."""
    found = type_at(schema, path)
    element = found.element if found else None
    return element.fields if element and element.kind is Kind.OBJECT else None


def type_at(schema: Schema | None, path: object) -> FieldType | None:
    """The type at `path`; None where the schema is open, the path unknown or no path at all."""
    if schema is None or not isinstance(path, str) or not path:
        return None
    try:
        return lookup(schema, path)
    except ValueError:
        return None


def is_path(text: str) -> bool:
    try:
        parse_path(text)
    except ValueError:
        return False
    return True
