"""A second factor behind the password."""

import pytest


def test_the_password_alone_opens_nothing(caller, second):
    ann = caller()
    answer = ann.sign_in()
    assert (answer.headers["location"], ann.inside) == ("/login/second?next=/inside", "")
    assert ann.fill("/login/second", code="000000").status_code == 401
    answer = ann.fill("/login/second", code=second.code(), next="/inside")
    assert (answer.status_code, answer.headers["location"], ann.inside) == (303, "/inside", "ann")


def test_a_code_that_was_seen_over_the_shoulder_is_of_no_use(caller, second):
    ann, thief = caller(), caller()
    for one in (ann, thief):
        one.sign_in()
    code = second.code()
    assert ann.fill("/login/second", code=code).status_code == 303
    assert (thief.fill("/login/second", code=code).status_code, thief.inside) == (401, "")


def test_a_recovery_code_opens_once(caller, second):
    for status in (303, 401):
        ann = caller()
        ann.sign_in()
        assert ann.fill("/login/second", code=second.recovery[0]).status_code == status


def test_guessing_is_slowed_and_the_time_is_short(caller, second, clock):
    ann = caller()
    ann.sign_in()
    assert [ann.fill("/login/second", code="000000").status_code for _ in range(7)] == [401] * 5 + [429] * 2
    clock.passes(minutes=10)
    assert ann.get("/login/second").headers["location"] == "/login"
    assert ann.post("/login/second", data={"code": second.code()}).status_code == 403


@pytest.mark.parametrize("path", ["/login/second", "/login/second?next=//evil"])
def test_without_a_password_before_there_is_no_such_page(caller, second, path):
    assert caller().get(path).headers["location"] == "/login"


def test_who_is_closed_meanwhile_does_not_come_in(caller, second, people):
    people.add("root", "another password", "administrator")
    ann = caller()
    ann.sign_in()
    people.set_disabled("ann", True)
    assert ann.get("/login/second").headers["location"] == "/login"
