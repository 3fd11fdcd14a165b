"""Fields of items find the fields of entries by their names, however these are written."""

from editor.forms.inputs.matched import matches
from storage.component import ComponentField


def test_fields_of_the_same_name_are_matched_and_what_must_be_there_is_left_open():
    fields = [
        ComponentField(id="code", name="Code", primary_key=True),
        ComponentField(id="f2", name="Post code", required=True),
        ComponentField(id="f3", name="E-mail"),
        ComponentField(id="f4", name="Remark"),
    ]
    paths = ["id", "who.email", "post_code", "where.post_code"]
    assert matches(fields, paths) == [
        {"field": "code"}, {"field": "f2", "from": "post_code"}, {"field": "f3", "from": "who.email"},
    ]  # fmt: skip
