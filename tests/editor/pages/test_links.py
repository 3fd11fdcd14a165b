"""Pages behind links that work once."""

import pytest

from tests.storage.accounts import PASSWORD

NEW = "a new long password"


def link(people, purpose, name="ann"):
    return f"/{purpose}/{people.links.make(people.person(name).id, purpose)}"


def test_a_reset_link_sets_a_password_once(caller, people):
    session = people.open_session("ann", "")
    path, ann = link(people, "reset"), caller()
    assert "ann" in ann.get(path).text
    assert ann.fill(path, password=NEW, again=NEW).headers["location"] == "/login?said=password_set"
    assert people.session(session) is None
    assert (ann.get(path).status_code, ann.sign_in(password=NEW).status_code) == (410, 303)


def test_a_second_click_and_one_after_a_password_change_find_nothing(caller, people):
    path, other, ann = link(people, "reset"), link(people, "invitation"), caller()
    form = ann.form(path)
    sent = {"form": form, "password": NEW, "again": NEW}
    assert [ann.post(path, data=sent).status_code for _ in range(2)] == [303, 410]
    assert ann.get(other).status_code == 410
    late = link(people, "reset")
    people.set_password("ann", "changed by hand")
    assert ann.post(late, data=sent).status_code == 410
    assert people.check_password("ann", "changed by hand")


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [("short", "short", "too short"), (NEW, "another one", "not the same"), ("password123", "password123", "attacker")],
)
def test_what_will_not_do_is_told_and_the_link_still_holds(caller, people, password, again, told):
    path, ann = link(people, "reset"), caller()
    answer = ann.fill(path, password=password, again=again)
    assert (answer.status_code, told in answer.text, f'value="{password}"' in answer.text) == (400, True, False)
    assert ann.fill(path, password=NEW, again=NEW).status_code == 303


def test_a_form_from_elsewhere_sets_nothing(caller, people):
    path = link(people, "reset")
    assert caller().post(path, data={"form": "guessed", "password": NEW, "again": NEW}).status_code == 403
    assert people.check_password("ann", PASSWORD)


def test_an_invitation_opens_the_account_and_leads_to_it(caller, people):
    people.add("Dee", None, "designer", {"email": "dee@example.org"}, disabled=True)
    path, dee = link(people, "invitation", "dee"), caller()
    answer = dee.fill(path, password=NEW, again=NEW)
    assert answer.headers["location"] == "/login?said=password_set&next=/account"
    assert "password is set" in dee.get(answer.headers["location"]).text
    assert dee.sign_in("dee", NEW).status_code == 303


def test_looking_at_a_confirmation_confirms_nothing_and_the_button_does(caller, people):
    people.add("Dee", NEW, "viewer", disabled=True)
    path, dee = link(people, "confirm", "dee"), caller()
    assert [dee.get(path).status_code for _ in range(3)] == [200] * 3
    assert people.person("dee").disabled
    assert dee.fill(path).headers["location"] == "/login?said=confirmed"
    assert (people.person("dee").disabled, dee.get(path).status_code) == (False, 410)


@pytest.mark.parametrize("path", ["/reset/x", "/invitation/x", "/confirm/x", "/reset/%00", "/reset/" + "x" * 3000])
def test_a_made_up_link_is_no_link(caller, path):
    answer = caller().get(path)
    assert (answer.status_code, "works no longer" in answer.text) == (410, True)


def test_a_link_of_an_account_that_was_closed_brings_nobody_in(caller, people):
    people.add("Dee", NEW, "viewer")
    paths = [link(people, purpose, "dee") for purpose in ("reset", "confirm", "invitation")]
    people.set_disabled("dee", True)
    assert [caller().get(path).status_code for path in paths] == [410] * 3
