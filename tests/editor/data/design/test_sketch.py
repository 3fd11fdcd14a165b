"""A design on paper: new fields get ids that stay, and what is wrong stands at its field."""

from editor.data.design.sketch import Sketch
from storage.component import Component, ComponentField
from storage.entries import Fault


def sketch() -> Sketch:
    fields = [ComponentField(id="number", name="Number", primary_key=True), ComponentField(id="city", name="City")]
    return Sketch.of(Component(id="customer", name="Customer", fields=fields, revision=3))


def test_nothing_is_changed_by_looking():
    assert not sketch().changed


def test_a_renamed_field_keeps_its_id_and_a_new_one_of_the_old_name_gets_another():
    drawn = sketch()
    drawn.lines[1].name = "Town"
    drawn.add().name = "City"
    assert [(field.id, field.name) for field in drawn.component.fields[1:]] == [("city", "Town"), ("city_2", "City")]
    assert drawn.changed


def test_what_is_computed_is_neither_required_nor_a_key():
    drawn = sketch()
    drawn.lines[0].required, drawn.lines[0].kind = True, "computed"
    field = drawn.component.fields[0]
    assert (field.virtual, field.required, field.primary_key) == (True, False, False)


def test_the_first_field_is_the_key_until_somebody_says_otherwise():
    drawn = Sketch.of(Component(id="thing", name="Thing"))
    assert (drawn.add().primary_key, drawn.add().primary_key) == (True, False)


def test_a_field_moves_by_one_place_and_stops_at_the_ends():
    drawn = sketch()
    assert drawn.move(drawn.lines[1], -1)
    assert not drawn.move(drawn.lines[0], -1)
    assert [line.name for line in drawn.lines] == ["City", "Number"]


def test_a_fault_of_several_fields_stands_at_each_of_them():
    drawn = sketch()
    drawn.faults = [Fault("design_key_doubles", None, "Number, City"), Fault("design_name_missing")]
    assert [len(drawn.faults_at(line)) for line in drawn.lines] == [1, 1]
    assert [fault.code for fault in drawn.faults_elsewhere()] == ["design_name_missing"]
