"""Codes that come back."""

from datetime import timedelta

import pytest

SETTINGS = {"user_name": "who", "code": "code", "client": "shop"}


@pytest.fixture
def code(house):
    return house.people.codes.make(house.people.person("ann").id, "shop", timedelta(minutes=10))


def answers(stage, *items, **more):
    stage.done.clear()
    made = stage.play("confirm_one_time_code_for_user", SETTINGS, list(items), **more).items()
    return [(one["confirmation"]["confirmed"], one["confirmation"]["reason"]) for one in made]


def test_right_once_sealed_or_typed(stage, house, code):
    assert answers(stage, {"who": "ann", "code": "000000" if code != "000000" else "1"}) == [(False, "wrong")]
    assert answers(stage, {"who": "ann", "code": house.sealed(code)}) == [(True, None)]
    stage.context = None
    again = stage.play("confirm_one_time_code_for_user", SETTINGS, [{"who": "ann", "code": code}])
    assert again.items()[0]["confirmation"]["confirmed"], "the same part of the same run, begun again"


def test_a_code_that_came_as_a_number_keeps_its_zeros(stage, house, monkeypatch):
    monkeypatch.setattr("storage.one_time_codes.randbelow", lambda _: 42)
    for number in (42, 42.0, "42"):
        house.people.codes.make(house.people.person("ann").id, "shop", timedelta(minutes=10))
        assert answers(stage, {"who": "ann", "code": number}) == [(True, None)]


def test_late_or_of_another_client_or_nobodys(stage, house, code):
    assert answers(stage, {"who": "nobody", "code": code}, {"who": None, "code": code}) == [(False, "none")] * 2
    other = stage.play("confirm_one_time_code_for_user", {**SETTINGS, "client": "x"}, [{"who": "ann", "code": code}])
    assert other.items()[0]["confirmation"] == {"confirmed": False, "reason": "none"}
    house.clock.passes(minutes=10)
    assert answers(stage, {"who": "ann", "code": code}) == [(False, "expired")]


def test_brute_force_meets_a_wall(stage, house, code):
    tried = [{"who": "ann", "code": str((int(code) + step) % 10**6).zfill(6)} for step in range(1, 40)]
    reasons = [reason for _, reason in answers(stage, *tried, {"who": "ann", "code": code})]
    assert reasons[:5] == ["wrong"] * 5
    assert set(reasons[5:]) == {"wait"}
    house.clock.passes(minutes=5)
    assert answers(stage, {"who": "ann", "code": code}) == [(False, "too_many_tries")]


def test_a_dry_run_goes_on_as_if_it_were_right(stage, house, code):
    assert answers(stage, {"who": "ann", "code": "x"}, dry=True) == [(True, None)]
    assert stage.events[-1].code == "would_confirm_codes"
    assert answers(stage, {"who": "ann", "code": code}) == [(True, None)]
