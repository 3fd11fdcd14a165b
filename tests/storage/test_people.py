"""Accounts, signing in, sessions and tokens."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from storage.errors import Conflict, NotFound, Refused, TooManyAttempts
from storage.people import People
from storage.revision import Revision
from tests.storage.accounts import PASSWORD


def test_the_right_password_opens_the_account(people):
    assert people.check_password("ann", PASSWORD).name == "Ann"
    assert people.check_password("Ann", PASSWORD.upper()) is None
    assert people.check_password("Zoe", PASSWORD) is None


def test_the_first_account_is_made_once_even_by_two_at_once(tmp_path):
    people = People(tmp_path / "new.sqlite")
    assert not people.any()

    def make(name):
        try:
            return people.add_first(name, PASSWORD).role
        except Conflict as refused:
            return refused.code

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(make, ["Ann", "Bob"])) == ["account_exists", "administrator"]
    assert people.any()
    people.close()


def test_an_unknown_name_takes_as_long_as_a_wrong_password(people, clock):
    def seconds(name):
        clock.passes(days=2)
        before = perf_counter()
        assert people.check_password(name, "a wrong one") is None
        return perf_counter() - before

    known, unknown = (min(seconds(name) for _ in range(5)) for name in ("ann", "nobody"))
    assert 0.2 < known / unknown < 5  # a hash left out would be 1:40


def test_names_are_one_person_in_any_case_and_form(people):
    people.add("Zoé", PASSWORD, "viewer")
    assert people.person("ZOE\u0301").name == "Zoé"
    with pytest.raises(Conflict) as refused:
        people.add("ANN", PASSWORD, "viewer")
    assert refused.value.code == "name_taken"
    assert [person.name for person in people.list()] == ["Ann", "Zoé"]


@pytest.mark.parametrize(
    ("name", "password", "role", "code"),
    [
        ("bob", "short", "viewer", "password_too_short"), ("bob", "x" * 2000, "viewer", "password_too_long"),
        ("bob", "Password123", "viewer", "password_common"), ("bob", "motdepasse", "viewer", "password_common"),
        ("bob", "aaaaaaaaaaaa", "viewer", "password_common"), ("bob bobson", "Bob Bobson", "viewer", "password_common"),
        ("", PASSWORD, "viewer", "name_not_allowed"), ("  ", PASSWORD, "viewer", "name_not_allowed"),
        ("a\nb", PASSWORD, "viewer", "name_not_allowed"), ("x" * 101, PASSWORD, "viewer", "name_not_allowed"),
        ("a\ud800", PASSWORD, "viewer", "name_not_allowed"), ("bob", PASSWORD, "king", "role_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_account_is_refused(people, name, password, role, code):
    with pytest.raises(Refused) as refused:
        people.add(name, password, role)
    assert refused.value.code == code
    assert len(people.list()) == 1


@pytest.mark.parametrize("odd", ["\ud800\ud800\ud800\ud800", "\0", "", "x" * 100_000, "' or 1=1 --"])
def test_odd_input_is_a_wrong_password_not_a_failure(people, odd):
    assert people.check_password(odd, odd) is None
    assert people.check_password("ann", odd) is None
    assert people.session(odd) is None
    assert people.token(odd) is None


def test_a_password_is_the_same_from_every_keyboard(people):
    people.add("Zoe", "caf\u00e9 au lait", "viewer")
    assert people.check_password("zoe", "cafe\u0301 au lait")


def test_guessing_gets_slower_and_slower(people, clock):
    for _ in range(5):
        people.check_password("ann", "wrong wrong", "192.0.2.1")
    waits = []
    for _ in range(4):
        with pytest.raises(TooManyAttempts) as refused:
            people.check_password("ann", PASSWORD, "192.0.2.1")
        waits.append(refused.value.parameters["seconds"])
        clock.passes(seconds=waits[-1])
        assert people.check_password("ann", "wrong wrong", "192.0.2.1") is None
    assert waits == [1, 2, 4, 8]


def test_a_guesser_elsewhere_does_not_lock_the_person_out(people):
    for _ in range(5):
        people.check_password("ann", "wrong wrong", "192.0.2.1")
    assert people.check_password("ann", PASSWORD, "192.0.2.2")


def test_one_address_cannot_try_many_names(people):
    for number in range(50):
        people.check_password(f"name {number}", "wrong wrong", "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        people.check_password("another", "wrong wrong", "192.0.2.1")


def test_many_guesses_at_once_gain_nothing(people):
    def guess(_):
        try:
            return people.check_password("ann", "wrong wrong", "192.0.2.1")
        except TooManyAttempts:
            return "refused"

    with ThreadPoolExecutor(12) as threads:
        assert list(threads.map(guess, range(12))).count("refused") == 7


def test_the_right_password_forgives_and_a_restart_does_not(people, clock, tmp_path):
    for _ in range(4):
        people.check_password("ann", "wrong wrong")
    assert people.check_password("ann", PASSWORD)
    for _ in range(5):
        people.check_password("ann", "wrong wrong")
    again = People(tmp_path / "people.sqlite", clock)
    with pytest.raises(TooManyAttempts):
        again.check_password("ann", PASSWORD)
    again.close()


def test_a_session_lasts_until_it_is_closed_idle_or_old(people, clock):
    secret = people.open_session("ann", "192.0.2.1")
    assert people.session(secret).name == "Ann"
    for _ in range(4):
        clock.passes(days=6)
        assert people.session(secret)
    clock.passes(days=7)
    assert people.session(secret) is None
    idle = people.open_session("ann", "192.0.2.1")
    clock.passes(days=8)
    assert people.session(idle) is None
    closed = people.open_session("ann", "192.0.2.1")
    people.close_session(closed)
    assert people.session(closed) is None


def test_a_new_password_or_a_closed_account_ends_every_session(people):
    people.add("Bob", PASSWORD, "viewer")
    secret, token = people.open_session("bob", ""), people.add_token("bob")
    people.set_password("bob", "another password")
    assert people.session(secret) is None
    assert people.check_password("bob", "another password")
    secret = people.open_session("bob", "")
    people.set_disabled("bob", True)
    assert (people.session(secret), people.token(token), people.check_password("bob", "another password")) == (
        None,
    ) * 3
    people.set_disabled("bob", False)
    assert people.token(token)


def test_choices_are_kept_and_wrong_ones_refused(people):
    people.set_language("ann", "fr")
    people.set_theme("ann", "dark")
    assert (people.person("ann").language, people.person("ann").theme) == ("fr", "dark")
    for wrong in (lambda: people.set_language("ann", "xx"), lambda: people.set_theme("ann", "pink")):
        with pytest.raises(Refused):
            wrong()
    with pytest.raises(NotFound):
        people.set_language("nobody", "en")


def test_the_last_administrator_stays_one(people):
    for deed in (lambda: people.set_role("ann", "viewer"), lambda: people.set_disabled("ann", True)):
        with pytest.raises(Conflict) as refused:
            deed()
        assert refused.value.code == "last_administrator"
    people.add("Bob", PASSWORD, "administrator")
    people.set_role("ann", "viewer")
    assert people.person("ann").role == "viewer"


def test_a_token_belongs_to_a_person_and_ends(people, clock):
    ends = clock.now + timedelta(days=1)
    secret = people.add_token("ann", label="CI", scopes=["run"], ends=ends)
    token = people.token(secret)
    assert (token.person.name, token.label, token.scopes, token.ends) == ("Ann", "CI", ("run",), ends)
    clock.passes(days=1)
    assert people.token(secret) is None


def test_a_revoked_token_holds_no_longer(people):
    secret = people.add_token("ann")
    (info,) = people.tokens("ann")
    people.revoke_token("ann", info.id)
    assert people.token(secret) is None
    with pytest.raises(NotFound) as refused:
        people.revoke_token("ann", info.id)
    assert refused.value.code == "token_not_found"


def test_the_file_holds_no_secret(people, tmp_path):
    secrets = [PASSWORD, people.open_session("ann", ""), people.add_token("ann")]
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [secret for secret in secrets if secret.encode() in held] == []


def test_a_token_is_added_by_another_process_while_the_server_runs(people, in_a_process, tmp_path):
    secret = in_a_process(
        """
        import json, sys
        from pathlib import Path
        from storage.people import People
        print(json.dumps(People(Path(sys.argv[1])).add_token("ann")))
        """,
        tmp_path / "people.sqlite",
    )
    assert people.token(secret).person.name == "Ann"


def test_a_token_is_held_until_anything_changes_in_any_process(tmp_path):
    with (
        closing(People(tmp_path / "people.sqlite")) as people,
        closing(People(tmp_path / "people.sqlite")) as elsewhere,
    ):
        people.add("ann", "nine lives of cats", "lead")
        secret = people.add_token("ann")
        assert people.held(secret) is None
        token = people.token(secret)
        assert people.held(secret) == token
        elsewhere.set_disabled("ann", True)
        assert (people.held(secret), people.token(secret)) == (None, None)
        elsewhere.set_disabled("ann", False)
        assert people.token(secret) == token
        people.revoke_token("ann", people.tokens("ann")[0].id)
        assert people.held(secret) is None


def test_a_held_token_ends_in_time(tmp_path):
    time = [datetime(2026, 1, 1, tzinfo=UTC)]
    with closing(People(tmp_path / "people.sqlite", lambda: time[0])) as people:
        people.add("ann", "nine lives of cats", "lead")
        secret = people.add_token("ann", ends=time[0] + timedelta(minutes=1))
        assert people.token(secret)
        assert people.held(secret)
        time[0] += timedelta(minutes=1)
        assert people.held(secret) is None


def test_accounts_of_an_older_release_get_what_newer_ones_have(tmp_path):
    with closing(sqlite3.connect(tmp_path / "people.sqlite")) as old, old:
        old.execute("CREATE TABLE people (key VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, role VARCHAR NOT NULL,"
                    " language VARCHAR, theme VARCHAR NOT NULL, disabled BOOLEAN NOT NULL, created VARCHAR NOT NULL,"
                    " password VARCHAR NOT NULL)")  # fmt: skip
        old.execute(
            "INSERT INTO people VALUES ('ann', 'Ann', 'lead', NULL, 'auto', 0, '2026-01-01T00:00:00.000000Z', '')"
        )
    with closing(People(tmp_path / "people.sqlite")) as people:
        ann = people.person("Ann")
    assert (ann.role, ann.email, len(ann.id), ann.awaiting) == ("lead", "", 32, False)


def test_a_hundred_guesses_from_ten_addresses_get_hardly_any_answer(people, clock):
    answered = 0
    for number in range(100):
        clock.passes(seconds=1)
        try:
            assert people.check_password("ann", f"guess number {number}", f"192.0.2.{number % 10}") is None
            answered += 1
        except TooManyAttempts:
            continue
    assert answered <= 26
    clock.passes(minutes=15)
    assert people.check_password("ann", PASSWORD, "198.51.100.7"), "the person is let in again by time"


def test_a_person_without_a_password_signs_in_by_none(people):
    people.add("Bob", None, "viewer")
    assert [people.check_password("bob", tried) for tried in ("", "None", "anything")] == [None] * 3
    people.set_password("bob", "another password")
    assert people.check_password("bob", "another password")


def test_somebody_of_a_directory_has_no_password_here(people):
    people.add("Bob", PASSWORD, "viewer", provider="ldap", external_key="uid=bob")
    assert people.check_password("bob", PASSWORD) is None


def test_what_is_known_of_a_person_changes_and_the_rest_stays(people):
    told = {"email": "ann@example.org", "first_name": "Ann", "last_name": "Onym"}
    assert people.set_info("ann", told).email == "ann@example.org"
    changed = people.set_info("ann", {"last_name": ""})
    assert (changed.email, changed.first_name, changed.last_name) == ("ann@example.org", "Ann", "")


def test_another_name_takes_sessions_and_tokens_along(people):
    before, session, token = people.person("ann"), people.open_session("ann", ""), people.add_token("ann")
    after = people.set_info("ann", {"name": "Anna"})
    assert (after.name, after.id) == ("Anna", before.id)
    assert people.session(session).name == people.token(token).person.name == people.by_id(before.id).name == "Anna"
    assert people.check_password("anna", PASSWORD)
    with pytest.raises(NotFound):
        people.person("ann")
    people.add("Ann", PASSWORD, "viewer")
    with pytest.raises(Conflict) as refused:
        people.set_info("ann", {"name": "ANNA"})
    assert refused.value.code == "name_taken"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "nobody"}, "email_not_allowed"), ({"email": "a@b.example\nBcc: c@d.example"}, "email_not_allowed"),
        ({"email": "a@b.example,c@d.example"}, "email_not_allowed"), ({"last_name": "a\0"}, "person_field_not_allowed"),
        ({"email": "jörg@b.example"}, "email_not_allowed"), ({"email": "a..b@c.example"}, "email_not_allowed"),
        ({"email": "a@x_y.example"}, "email_not_allowed"),
        ({"first_name": "x" * 101}, "person_field_not_allowed"), ({"name": ""}, "name_not_allowed"),
    ],
)  # fmt: skip
def test_what_cannot_be_known_of_a_person_is_refused(people, change, code):
    with pytest.raises(Refused) as refused:
        people.set_info("ann", change)
    assert (refused.value.code, people.person("ann").email) == (code, "")


def test_who_is_removed_while_signed_in_is_out_at_once(people):
    people.add("Bob", PASSWORD, "designer")
    session, token = people.open_session("bob", ""), people.add_token("bob")
    people.remove("bob")
    assert (people.session(session), people.token(token), people.check_password("bob", PASSWORD)) == (None,) * 3
    with pytest.raises(NotFound):
        people.person("bob")


def test_the_last_administrator_does_not_remove_themself(people):
    with pytest.raises(Conflict) as refused:
        people.remove("ann")
    assert (refused.value.code, people.person("ann").role) == ("last_administrator", "administrator")


def test_sessions_are_listed_and_ended_one_by_one(people):
    here, there = people.open_session("ann", "192.0.2.1", "Firefox"), people.open_session("ann", "192.0.2.2")
    assert {(one.address, one.browser) for one in people.sessions("ann")} == {
        ("192.0.2.1", "Firefox"), ("192.0.2.2", ""),
    }  # fmt: skip
    people.end_session("ann", people.session_id(there))
    assert (people.session(there), [one.id for one in people.sessions("ann")]) == (None, [people.session_id(here)])
    for wrong in (people.session_id(there), "", "%"):
        with pytest.raises(NotFound):
            people.end_session("ann", wrong)


def test_a_new_password_may_keep_the_session_that_set_it(people):
    here, there = people.open_session("ann", ""), people.open_session("ann", "")
    people.set_password("ann", "another password", keep_session=here)
    assert (people.session(here).name, people.session(there)) == ("Ann", None)


def test_what_was_done_to_people_is_witnessed_without_a_password(tmp_path):
    seen = []
    with closing(People(tmp_path / "w.sqlite", witness=lambda *told, **more: seen.append((*told, more)))) as people:
        people.add_first("ann", PASSWORD)
        people.set_info("ann", {"email": "ann@example.org"}, author="root")
        people.set_password("ann", "another password")
        people.revoke_token("ann", people.add_token("ann") and people.tokens("ann")[0].id)
    assert [one[0] for one in seen] == [
        "person_added", "person_changed", "password_set", "token_added", "token_revoked",
    ]  # fmt: skip
    assert (seen[1][2]["author"], seen[1][2]["after"]["email"]) == ("root", "ann@example.org")
    assert PASSWORD not in repr(seen)


def test_a_change_of_several_things_is_made_as_a_whole_or_not_at_all(people):
    people.add("Bob", PASSWORD, "viewer")
    session = people.open_session("bob", "")
    before = people.list()
    for info in ({"name": "ANN"}, {"email": "none"}):
        with pytest.raises((Conflict, Refused)):
            people.change("bob", Revision(info, password="another password", disabled=True))
    assert (people.list(), people.session(session).name) == (before, "Bob")
    assert people.check_password("bob", PASSWORD)
    changed = people.change("bob", Revision({"name": "Robert"}, password="another password", disabled=False))
    assert people.check_password("robert", "another password") == changed
