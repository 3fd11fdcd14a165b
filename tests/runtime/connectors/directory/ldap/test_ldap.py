"""A real directory: people found by name, key and words; passwords tried; hostile input, silence and lies."""

import socket

import pytest

from runtime.connectors.guard import Guard
from runtime.problems import Outage, Problems
from tests.slapd import ACTIVE, BASE, GROUPS, PASSWORD, PEOPLE


def codes(wrong) -> list[str]:
    return [one.code for one in wrong.value.problems]


@pytest.mark.parametrize("how", ["starttls", "ldaps", "none"])
def test_people_are_found_by_name_and_by_key(server, directory, how):
    reached = directory(encryption=how, address=server.secure if how == "ldaps" else server.address)
    found, nobody, locked = reached.by_name(["Person1", "nobody", "ada"])
    assert (found.name, found.email, found.first_name, found.last_name) == (
        "person1", "person1@tests.example", "Given1", "Family1",
    )  # fmt: skip
    assert found.groups[:2] == ("editors", "rulers") and f"cn=rulers,{GROUPS}" in found.groups
    assert (nobody, found.disabled, locked.disabled) == (None, False, True)
    assert reached.by_key([locked.key, "no key", found.key], groups=False)[1:] == [
        None, reached.by_name(["person1"], groups=False)[0],
    ]  # fmt: skip


def test_people_are_sought_by_words_a_few_at_a_time(directory):
    reached = directory()
    assert [one.name for one in reached.search("family2", 5)] == ["person2"]
    assert len(reached.search("", 2)) == 2
    assert reached.search("*", 5) == []


def test_a_password_is_right_or_wrong_and_an_empty_one_is_wrong(directory):
    reached = directory()
    assert reached.authenticate(PASSWORD, name="person1").groups[:2] == ("editors", "rulers")
    key = reached.by_name(["person0"])[0].key
    assert reached.authenticate(PASSWORD, key=key).name == "person0"
    wrong = [("wrong", "person1"), ("", "person1"), (PASSWORD, "nobody"), ("", ""), (PASSWORD, "")]
    for password, name in (*wrong, *((signs, "person1") for signs in ("a\x00b", "\x00", "\u0007"))):
        assert reached.authenticate(password, name=name) is None, (password, name)
    assert reached.authenticate(PASSWORD, name="ada").disabled, "this directory still takes the password"


@pytest.mark.parametrize("name", ["*", "person*", "x)(uid=*", "*)(|(uid=person1)", "person1)(mail=*", "\\2a", "a\x00"])
def test_a_name_is_never_a_question_of_its_own(directory, name):
    reached = directory()
    assert reached.by_name([name]) == [None]
    assert reached.authenticate(PASSWORD, name=name) is None
    assert reached.by_key([name]) == [None]


@pytest.mark.parametrize(
    ("marker", "change", "disabled"),
    [
        ("employeeType=former", {"employeeType": "Former"}, True),
        ("employeeType=former", {"employeeType": "staff"}, False),
        ("employeeType", {"employeeType": "FALSE"}, False),
        ("employeeType", {"employeeType": None}, False),
        ("", {"employeeType": "former"}, False),
    ],
)
def test_the_directory_says_in_its_own_way_who_is_disabled(server, directory, marker, change, disabled):
    server.change("person2", **change)
    assert directory(disabled=marker).by_name(["person2"])[0].disabled is disabled


def test_active_directory_is_understood(directory):
    """Its key is no text, its names are other ones, and one bit says who is disabled."""
    there = {"base": ACTIVE, "user_name": "sAMAccountName", "key": "objectGUID", "disabled": "userAccountControl"}
    reached = directory(**there)
    found = reached.by_name(["ACTIVE0", "active1"])
    assert [(one.key, one.disabled) for one in found] == [
        ("000028292a5cff80" * 2, False),
        ("010028292a5cff80" * 2, True),
    ]
    assert reached.by_key([one.key for one in found]) == found and reached.by_key(["zz"]) == [None]
    assert reached.authenticate(PASSWORD, key=found[0].key).name == "active0"


@pytest.mark.parametrize(
    ("wrong_settings", "code"),
    [
        ({"user": f"cn=nobody,{BASE}"}, "directory_bind_refused"),
        ({"base": f"ou=nowhere,{BASE}"}, "directory_base_missing"),
        ({"certificate": ""}, "certificate_untrusted"),
        ({"filter": "(uid>)"}, "directory_filter_malformed"),
    ],
)
def test_what_is_set_wrong_is_said(directory, wrong_settings, code):
    with pytest.raises(Problems) as wrong:
        directory(**wrong_settings).by_name(["person1"])
    assert codes(wrong) == [code]


def test_a_wrong_password_of_ours_is_told_without_it(directory):
    with pytest.raises(Problems) as wrong:
        directory(password="not the one").search("", 1)
    assert codes(wrong) == ["directory_bind_refused"] and "not the one" not in repr(wrong.value.problems)


def test_a_certificate_for_another_host_is_no_proof(server, directory):
    port = server.address.rpartition(":")[2]
    with pytest.raises(Problems) as wrong:
        directory(address=f"127.0.0.1:{port}").by_name(["person1"])
    assert codes(wrong) == ["certificate_other_host"]


def test_the_guard_is_asked_first(directory):
    with pytest.raises(Problems) as wrong:
        directory(guard=Guard()).by_name(["person1"])
    assert codes(wrong) == ["address_refused"]


def test_a_directory_that_is_down_is_an_outage(directory):
    with socket.create_server(("127.0.0.1", 0)) as one:
        nobody = f"127.0.0.1:{one.getsockname()[1]}"
    with pytest.raises(Outage) as wrong:
        directory(address=nobody, encryption="none").authenticate(PASSWORD, name="person1")
    assert codes(wrong) == ["http_unreachable"]


@pytest.mark.parametrize("how", ["none", "starttls", "ldaps"])
def test_a_directory_that_takes_the_call_and_says_nothing_is_given_up(directory, how):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Outage) as wrong:
            directory(address=place, encryption=how, time_limit=0.3).by_name(["person1"])
    assert codes(wrong) == ["directory_too_slow"]


def test_hundreds_are_found_in_a_few_questions(server, directory):
    assert [one and one.name for one in directory().by_name([f"person{at}" for at in range(120)])][:4] == [
        "person0", "person1", "person2", None,
    ]  # fmt: skip
    assert PEOPLE in directory().by_name(["person0"])[0].place
