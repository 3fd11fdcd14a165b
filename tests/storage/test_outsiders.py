"""People of a directory: one account for a key, no password of its own, closed while the directory says so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.errors import Conflict
from storage.people import People
from tests.storage.accounts import PASSWORD


@pytest.fixture
def zoe(people):
    return people.add("Zoe", None, "viewer", provider="ldap", external_key="k1")


def test_a_key_has_one_account_whoever_makes_two_at_once(people):
    def make(name):
        try:
            return people.add(name, None, "viewer", provider="ldap", external_key="k1").name
        except Conflict:
            return people.outside.find("ldap", "k1").name

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(make, ["Zoe", "Zoé", "Zoey", "Zo"]))) == 1
    assert people.outside.find("other", "k1") is None
    assert people.outside.find("", "") is None, "those with a password of their own are nobody's"
    assert people.add("Zoe at another", None, "viewer", provider="other", external_key="k1")


def test_no_password_of_our_own_opens_it(people, zoe):
    for password in ("", PASSWORD, "k1"):
        assert people.check_password("Zoe", password) is None


def test_whoever_is_barred_there_is_out_here_until_they_are_not(people, zoe):
    session, token = people.open_session("zoe", ""), people.add_token("zoe")
    assert people.outside.providers() == ["ldap"] and [one.name for one in people.outside.present("ldap")] == ["Zoe"]
    people.outside.bar(zoe, True)
    assert (people.session(session), people.token(token), people.held(token)) == (None, None, None)
    people.outside.bar(people.person("zoe"), False)
    assert people.session(session) is None and people.token(token).person.name == "Zoe"


def test_old_sessions_of_a_provider_end(people, zoe, clock):
    old = people.open_session("zoe", "")
    ann = people.open_session("ann", "")
    clock.passes(hours=2)
    new = people.open_session("zoe", "")
    people.outside.end_before("ldap", clock() - timedelta(hours=1))
    assert [people.session(one) and people.session(one).name for one in (old, ann, new)] == [None, "Ann", "Zoe"]


def test_a_password_that_is_not_ours_is_asked_for_elsewhere_and_only_there_where_it_belongs(tmp_path, clock):
    asked = []

    def elsewhere(name, password, person):
        asked.append((name, password, person and person.name))
        return people.outside.find("ldap", "k1") if password == "theirs" else None

    people = People(tmp_path / "more.sqlite", clock, elsewhere=elsewhere)
    people.add("Ann", PASSWORD, "administrator")
    people.add("Zoe", None, "viewer", provider="ldap", external_key="k1")
    assert people.check_password("ann", PASSWORD).name == "Ann" and asked == []
    assert people.check_password("ann", "theirs") is None
    assert people.check_password("zoe", "theirs").name == "Zoe"
    assert people.check_password("somebody", "theirs").name == "Zoe"
    assert asked == [("ann", "", "Ann"), ("zoe", "theirs", "Zoe"), ("somebody", "theirs", None)]
    people.close()


def test_an_administrator_who_is_barred_is_no_reason_to_let_the_other_one_go(people):
    boss = people.add("boss", None, "administrator", provider="ldap", external_key="b")
    people.outside.bar(boss, True)
    with pytest.raises(Conflict):
        people.set_role("ann", "viewer")
    people.outside.bar(people.person("boss"), False)
    people.set_role("ann", "viewer")
