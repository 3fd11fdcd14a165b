"""Edits reach exactly the place they are meant for."""

from editor.forms import paths
from editor.forms.paths import place_of, value_at, with_value, without

SETTINGS = {"conditions": [{"field": "a", "value": 1}, {"field": "b"}], "match": "all"}


def test_a_problem_points_at_an_input():
    assert place_of("conditions[0].field") == ("conditions", 0, "field")
    assert place_of("mapping[12].from_") == ("mapping", 12, "from")
    assert place_of("") == ()


def test_an_edit_changes_one_place_and_shares_the_rest():
    new = with_value(SETTINGS, ("conditions", 0, "value"), 2)
    assert new["conditions"][0] == {"field": "a", "value": 2}
    assert new["conditions"][1] is SETTINGS["conditions"][1]
    assert SETTINGS["conditions"][0]["value"] == 1


def test_an_edit_into_nothing_makes_the_way_there():
    assert with_value({}, ("conditions", 1, "field"), "a") == {"conditions": [{}, {"field": "a"}]}
    assert with_value({"file": "wrong shape"}, ("file", "name"), "x") == {"file": {"name": "x"}}


def test_what_is_not_there_reads_as_the_default():
    assert value_at(SETTINGS, ("conditions", 7, "field"), "-") == "-"
    assert value_at(SETTINGS, ("match", "x", 0)) is None


def test_a_part_is_taken_away():
    assert without(SETTINGS, ("conditions", 0, "value"))["conditions"][0] == {"field": "a"}
    assert without(SETTINGS, ("nothing", "here")) is SETTINGS


def test_the_test_id_is_the_place():
    assert paths.test_id(("conditions", 0, "field")) == "setting-conditions-0-field"
