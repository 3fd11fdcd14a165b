"""Who somebody is."""

import pytest

from runtime.schema import Kind, lookup
from runtime.steps.user.get_user_info import GetUserInfo


def test_by_a_field_of_each_item(stage, house):
    items = [{"who": "ann"}, {"who": "nobody"}, {"who": None}]
    model = stage.play("get_user_info", {"find_by": "field", "field": "who"}, items)
    ann, *others = [item["user"] for item in model.items()]
    assert (ann["userName"], ann["name"], ann["email"], ann["disabled"]) == (
        "Ann", "Ann Onym", "ann@example.org", False,
    )  # fmt: skip
    assert others == [None, None]
    assert lookup(model.schema, "user.createdDate").kind is Kind.DATETIME


def test_by_a_fixed_name(stage, house):
    model = stage.play("get_user_info", {"find_by": "user_name", "user_name": "ROOT"}, [{}, {}])
    assert [item["user"]["role"] for item in model.items()] == ["administrator"] * 2


@pytest.mark.parametrize(("given", "found"), [({"user": "ann"}, "Ann"), ({}, None), ({"user": "cli"}, None),
                                              ({"user": "ann", "platform": True}, None)])  # fmt: skip
def test_who_started_the_run(stage, house, given, found):
    [item] = stage.play("get_user_info", {}, [{"a": 1}], **given).items()
    assert (item["user"] and item["user"]["userName"]) == found


def test_a_preview_shows_somebody_who_is_not_there(stage, house):
    [item] = stage.play("get_user_info", {"find_by": "field", "field": "who"}, [{"who": "ann"}], limit=10).items()
    assert item["user"]["id"] == "0" * 32


def test_a_dry_run_tells_who_is_there_and_no_addresses_but_the_askers(stage, house):
    items = [{"who": name} for name in ("ann", "root", "nobody")]
    made = stage.play("get_user_info", {"find_by": "field", "field": "who"}, items, dry=True, user="ann").items()
    ann, root, nobody = [item["user"] for item in made]
    assert (ann["email"], root["userName"], root["email"], nobody) == ("ann@example.org", "root", None, None)


def test_what_is_chosen_must_be_said():
    found = [one.setting for by in ("request", "field", "user_name")
             for one in GetUserInfo.model_validate({"find_by": by}).problems()]  # fmt: skip
    assert found == ["field", "user_name"]
