"""Endpoints: what is wrong with them, and the parameters that their paths ask for."""

from runtime.connectors.endpoints import endpoint_problems, with_places
from storage.connector import EndpointDocument


def endpoint(**parts):
    return EndpointDocument.model_validate({"id": "e", "name": "E", **parts})


def problems(kind="http", **parts):
    return [(one.code, one.setting) for one in endpoint_problems(kind, endpoint(**parts))]


def test_every_place_of_the_path_has_a_parameter_once():
    made = with_places(endpoint(path="/a/{id}/b/{id}/{other}", parameters=[{"name": "other", "place": "path"}]))
    assert [(one.name, one.place, one.required) for one in made.parameters] == [
        ("other", "path", False), ("id", "path", True),
    ]  # fmt: skip
    assert with_places(made) == made


def test_everything_that_is_wrong_is_told_at_its_place():
    twice = [{"name": "a"}, {"name": "a"}, {"name": "b", "place": "path"}, {"name": "", "place": "sky"}]
    assert problems(name="", method="GRAB", parameters=twice) == [
        ("setting_missing", "name"), ("setting_choice", "method"), ("setting_missing", "parameters[3].name"),
        ("setting_choice", "parameters[3].place"), ("endpoint_parameter_again", "parameters[1].name"),
        ("endpoint_parameter_unplaced", "parameters[2].name"),
    ]  # fmt: skip


def test_a_brokers_endpoint_needs_its_name_there_and_options_that_its_kind_knows():
    assert problems("redis", path="orders", options={"field": "body"}) == []
    assert problems("redis", options={"field": ""}) == [("setting_missing", "path"), ("setting_missing", "field")]
    assert problems("mqtt", path="a/b", options={"qos": 7}) == [("setting_choice", "qos")]
