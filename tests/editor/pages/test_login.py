"""In and out by password."""

import pytest

from tests.storage.accounts import PASSWORD


def test_a_right_password_leads_to_where_one_wanted(caller):
    ann = caller()
    answer = ann.sign_in(next="/inside?a=1")
    assert (answer.status_code, answer.headers["location"], ann.inside) == (303, "/inside?a=1", "ann")


@pytest.mark.parametrize(
    "next", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_sent_away_after_signing_in(caller, next):
    assert caller().sign_in(next=next).headers["location"] == "/"


def test_unknown_closed_and_wrong_are_one_answer(caller, people):
    people.add("closed", PASSWORD, "viewer", disabled=True)
    told = [caller().sign_in(*who) for who in (("ann", "wrong wrong"), ("nobody", PASSWORD), ("closed", PASSWORD))]
    assert {one.status_code for one in told} == {401}
    assert len({one.text.count('role="alert"') for one in told}) == 1


def test_a_hundred_guesses_are_told_to_wait(caller):
    guesser, answers = caller(), []
    form = guesser.form("/login")
    for number in range(100):
        typed = {"form": form, "name": "ann", "password": f"guess number {number}"}
        answers.append(guesser.post("/login", data=typed).status_code)
    assert (answers.count(401), answers.count(429)) == (5, 95)


def test_a_cookie_that_is_replayed_after_signing_out_opens_nothing(caller):
    ann, thief = caller(), caller()
    ann.sign_in()
    thief.cookies.update(ann.cookies)
    assert (thief.inside, ann.post("/logout").status_code, thief.inside) == ("ann", 303, "")


def test_whoever_is_removed_or_closed_while_signed_in_is_out(caller, people):
    people.add("bob", PASSWORD, "designer")
    people.add("eve", PASSWORD, "designer")
    bob, eve = caller(), caller()
    bob.sign_in("bob")
    eve.sign_in("eve")
    people.remove("bob")
    people.set_disabled("eve", True)
    assert (bob.inside, eve.inside, bob.sign_in("bob").status_code) == ("", "", 401)


def test_cookies_are_for_https_alone_where_the_public_address_says_so(caller, monkeypatch):
    monkeypatch.setenv("ETAPES_PUBLIC_URL", "https://etapes.example")
    cookie = caller().get("/login").headers["set-cookie"].lower()
    assert all(word in cookie for word in ("secure", "httponly", "samesite=lax"))
