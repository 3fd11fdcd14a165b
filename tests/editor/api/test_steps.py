"""The catalogue: a schema for every type, in the caller's words."""

import jsonschema

from runtime.steps import CATALOG


def test_every_type_is_there_with_a_schema(api):
    body = api.get("/steps").json()
    assert [one["type"] for one in body["items"]] == list(CATALOG)
    for one in body["items"]:
        jsonschema.Draft202012Validator.check_schema(one["settings"])
        assert one["settings"]["additionalProperties"] is False
        assert one["label"]
        assert one["icon"]
    assert [group["name"] for group in body["groups"]] == ["input", "transform", "user", "output"]


def test_labels_are_in_the_callers_language(api):
    english = api.get("/steps/filter_source", headers={"accept-language": "en"})
    french = api.get("/steps/filter_source", headers={"accept-language": "fr"})
    assert (english.json()["label"], french.json()["label"]) == ("Filter source", "Filtrer la source")
    assert french.json()["settings"]["properties"]["match"]["title"] == "Garder un élément quand"
    assert (french.headers["content-language"], french.headers["vary"]) == ("fr", "Accept-Language")


def test_an_unknown_type_is_unknown(api):
    assert api.get("/steps/fly").json()["code"] == "step_type_not_found"
