"""Codes to be sent: the flow sees a handle, the data folder a keyed hash."""

import re

import pytest

from runtime.problems import Problems

SETTINGS = {"user_name": "who", "client": "shop"}


def test_a_code_is_made_that_only_a_message_opens(stage, house):
    model = stage.play("get_one_time_code_for_user", SETTINGS, [{"who": "ann"}])
    code = house.opened(model.items()[0]["code"])
    assert re.fullmatch(r"\d{6}", code)
    assert house.people.codes.judge(house.people.person("ann").id, "shop", code, "deed") == "right"
    assert (house.holds(code), code in repr(stage.done), code in repr(stage.events)) == ([], False, False)


def test_an_attempt_after_another_one_makes_no_second_code(stage, house):
    first, again = (stage.play("get_one_time_code_for_user", SETTINGS, [{"who": "ann"}]).items() for _ in range(2))
    assert first == again


def test_a_code_ends_with_its_lifetime(stage, house):
    model = stage.play("get_one_time_code_for_user", {**SETTINGS, "lifetime": 1}, [{"who": "ann"}])
    code, ann = house.opened(model.items()[0]["code"]), house.people.person("ann").id
    house.clock.passes(seconds=61)
    assert house.people.codes.judge(ann, "shop", code, "deed") == "expired"


@pytest.mark.parametrize("who", ["nobody", "gone", None])
def test_who_is_unknown_or_closed_is_named(stage, house, who):
    house.people.add("gone", None, "none", disabled=True)
    with pytest.raises(Problems) as wrong:
        stage.play("get_one_time_code_for_user", SETTINGS, [{"who": "ann"}, {"who": who}])
    [found] = wrong.value.problems
    assert (found.code, found.setting, found.item["index"]) == ("user_unknown", "user_name", 1)
    stage.done.clear()
    left_out = stage.play("get_one_time_code_for_user", SETTINGS, [{"who": who}], advanced={"on_error": "continue"})
    assert [item["code"] for item in left_out.items()] == [None]


def test_a_dry_run_makes_none(stage, house):
    model = stage.play("get_one_time_code_for_user", SETTINGS, [{"who": "ann"}], dry=True)
    assert (model.items()[0]["code"], stage.events[-1].code) == ("••••••", "would_make_codes")
    assert house.people.codes.judge(house.people.person("ann").id, "shop", "000000", "deed") == "none"
