"""Signing in by a flow."""

import pytest

from runtime.problems import Problems
from storage.totp import code_at, step_of
from tests.storage.accounts import PASSWORD

SETTINGS = {"user_name": "who", "password": "pass", "client": "shop"}


def login(stage, item, **settings):
    stage.done.clear()
    return stage.play("login_with_password", {**SETTINGS, **settings}, [item]).items()[0]["login"]


def test_a_right_password_gives_a_session_that_only_the_caller_sees(stage, house):
    got = login(stage, {"who": "ann", "pass": house.sealed(PASSWORD)})
    token = house.opened(got["token"])
    assert (got["signedIn"], got["reason"], got["user"]["userName"]) == (True, None, "Ann")
    assert house.people.session(token).name == "Ann"
    assert house.holds(token, PASSWORD) == []
    assert token not in repr(stage.done) + repr(stage.events)
    [line] = house.people.sign_ins.newest(limit=1)
    assert (line.outcome, line.way) == ("in", "flow shop")


@pytest.mark.parametrize("item", [{"who": "nobody", "pass": PASSWORD}, {"who": "ann", "pass": "wrong wrong"},
                                  {"who": "closed", "pass": PASSWORD}, {"who": None, "pass": None}])  # fmt: skip
def test_whoever_may_not_come_in_gets_the_same_answer(stage, house, item):
    house.people.add("closed", PASSWORD, "none", disabled=True)
    assert login(stage, item) == {"signedIn": False, "reason": "refused", "token": None, "user": None}


def test_a_second_factor_is_asked_for_and_a_code_taken_once(stage, house):
    ann = house.people.person("ann").id
    secret = house.people.factors.begin(ann)
    house.people.factors.confirm(ann, code_at(secret, step_of(house.clock())))
    house.clock.passes(seconds=30)
    item = {"who": "ann", "pass": PASSWORD, "second": code_at(secret, step_of(house.clock()))}
    assert login(stage, item)["reason"] == "second_factor"
    assert login(stage, item, code="second")["signedIn"]
    assert login(stage, item, code="second")["reason"] == "second_factor"


def test_a_hundred_guesses_from_ten_addresses_get_hardly_an_answer(stage, house):
    tried = [{"who": "ann", "pass": f"guess number {at}", "from": f"192.0.2.{at % 10}"} for at in range(100)]
    made = stage.play("login_with_password", {**SETTINGS, "address": "from"}, tried).items()
    reasons = [one["login"]["reason"] for one in made]
    assert (reasons.count("refused"), reasons.count("wait")) == (20, 80)


def test_a_handle_that_is_gone_is_told(stage, house):
    handle = house.sealed(PASSWORD)
    house.clock.passes(days=2)
    with pytest.raises(Problems) as wrong:
        login(stage, {"who": "ann", "pass": handle})
    assert [(one.code, one.setting) for one in wrong.value.problems] == [("sealed_value_gone", "password")]


def test_a_dry_run_signs_nobody_in(stage, house):
    made = stage.play("login_with_password", SETTINGS, [{"who": "ann", "pass": "x"}], dry=True).items()
    assert (made[0]["login"]["signedIn"], stage.events[-1].code) == (True, "would_sign_in")
    assert house.people.sessions("ann") == []
