"""A form is drawn from the step type alone: every setting of every type has an input that can show its default."""

import pytest

from editor.forms.inputs import INPUTS
from editor.forms.kinds import Asked, asked_of, fits
from runtime.fields import Condition, JoinEntry, MapEntry
from runtime.steps import CATALOG


def every(asked: tuple[Asked, ...]):
    for one in asked:
        yield one
        yield from every(one.parts)


@pytest.mark.parametrize("step", CATALOG)
def test_every_setting_has_an_input_that_shows_its_default(step):
    for asked in every(asked_of(CATALOG[step])):
        assert asked.kind in INPUTS
        assert fits(asked, asked.default)


def test_the_kinds_are_read_through_optional_and_annotated_types():
    parts = {part.name: part for part in asked_of(MapEntry)}
    assert [(part.kind, part.optional) for part in parts.values()] == [
        ("new_field", False), ("field", True), ("constant", False), ("expression", True), ("type", True),
    ]  # fmt: skip
    assert "string" in parts["type"].choices
    assert asked_of(JoinEntry)[0].of == "right"
    assert "is_null" in {part.name: part for part in asked_of(Condition)}["operator"].choices


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("lines", [{"field": "a"}], "conditions"),
        ("lines", [], [1]),
        ("texts", ["NA", ""], ["NA", 1]),
        ("switch", True, "yes"),
        ("file", {"from": "input"}, "flights.csv"),
        ("text", "x", {"a": 1}),
        ("number", "half typed", [1]),
    ],
)
def test_a_value_of_another_shape_is_recognised(kind, good, bad):
    assert fits(Asked("x", kind), good)
    assert not fits(Asked("x", kind), bad)
