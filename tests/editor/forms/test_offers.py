"""Pickers offer the fields that are there, with their types."""

from editor.forms.known_fields import elements, is_path, type_at
from editor.forms.offers import arrays, fields
from runtime.schema import FieldType, Kind

LINE = FieldType(Kind.ARRAY, element=FieldType(Kind.OBJECT, {"price": FieldType(Kind.DECIMAL)}))
SCHEMA = {
    "name": FieldType(Kind.STRING),
    "customer": FieldType(Kind.OBJECT, {"net.worth": FieldType(Kind.NUMBER)}),
    "lines": LINE,
}


def test_nested_fields_are_offered_by_their_paths():
    assert [(one.value, one.kind) for one in fields(SCHEMA)] == [
        ("name", Kind.STRING), ("customer", Kind.OBJECT), ('customer."net.worth"', Kind.NUMBER), ("lines", Kind.ARRAY),
    ]  # fmt: skip
    assert [one.value for one in arrays(SCHEMA)] == ["lines"]


def test_the_elements_of_an_array_have_fields_of_their_own():
    assert elements(SCHEMA, "lines") == {"price": FieldType(Kind.DECIMAL)}
    assert elements(SCHEMA, "name") is None
    assert elements(None, "lines") is None


def test_what_is_no_path_has_no_type():
    assert type_at(SCHEMA, "customer..x") is None
    assert type_at(SCHEMA, 12) is None
    assert not is_path('"open')


def test_an_offer_shows_its_type_as_badge_or_icon():
    options = [one.as_option("text") for one in fields({"a": FieldType(Kind.STRING), "b": FieldType(Kind.DATE)})]
    assert [(one["badge"], one["icon"], one["type"]) for one in options] == [
        ("abc", "", "text"),
        ("", "calendar_today", "text"),
    ]
