"""Field paths read back as they were written, and find what they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.schema import FieldType, Kind, format_path, lookup, nearest, parse_path, paths

NAME = st.text(st.sampled_from('ab.$ "[]é'), min_size=1, max_size=4).filter(lambda name: name != "[]")
TEXT = FieldType(Kind.STRING)
LINES = FieldType(Kind.ARRAY, element=FieldType(Kind.OBJECT, {"price": FieldType(Kind.NUMBER)}))
SCHEMA = {
    "customer": FieldType(Kind.OBJECT, {"city": TEXT}),
    "lines": LINES,
    "net.price": TEXT,
    "any": FieldType(Kind.ANY),
}


@given(st.lists(NAME, min_size=1, max_size=4).map(tuple))
def test_a_path_reads_back_as_it_was_written(segments):
    assert parse_path(format_path(segments)) == segments


@pytest.mark.parametrize("path", ["", ".", "a.", ".a", 'a"b', '"open', "a..b", "[]", "a[0]"])
def test_text_that_is_no_path_is_refused(path):
    with pytest.raises(ValueError):
        parse_path(path)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("customer.city", "string"), ("lines[].price", "number"), ('"net.price"', "string"), ("any.deep", "any"),
     ("customer.town", None), ("lines.price", None), ("customer[]", None)],
)  # fmt: skip
def test_a_path_finds_its_field(path, kind):
    found = lookup(SCHEMA, path)
    assert (found and found.kind) == kind


def test_every_path_that_is_offered_can_be_looked_up():
    assert all(lookup(SCHEMA, path) == kind for path, kind in paths(SCHEMA))


def test_the_nearest_field_is_the_one_that_was_meant():
    assert nearest(SCHEMA, "custmer.city") == "customer.city"
    assert nearest(SCHEMA, "zzz") is None
