"""One-time codes: right once, in time, for one client, in five tries."""

from datetime import timedelta

import pytest

TEN = timedelta(minutes=10)


@pytest.fixture
def code(people):
    return people.codes.make("p1", "shop", TEN)


def wrong(code):
    return str((int(code) + 1) % 10**6).zfill(6)


def test_the_right_code_is_right_once(people, code):
    assert people.codes.judge("p1", "shop", f" {code} ", "run 1") == "right"
    assert people.codes.judge("p1", "shop", code, "run 2") == "used"


def test_the_deed_that_was_told_right_is_told_so_again(people, code):
    """A process that dies behind the judgement asks anew for the same step of the same run."""
    assert [people.codes.judge("p1", "shop", code, "run 1") for _ in range(2)] == ["right"] * 2
    assert people.codes.judge("p1", "shop", wrong(code), "run 1") == "used"


def test_late_is_late(people, code, clock):
    clock.passes(minutes=10)
    assert people.codes.judge("p1", "shop", code, "run") == "expired"


@pytest.mark.parametrize(("person", "client"), [("p1", "other"), ("p1", ""), ("p2", "shop")])
def test_another_client_or_person_has_no_such_code(people, code, person, client):
    assert people.codes.judge(person, client, code, "run") == "none"
    assert people.codes.judge("p1", "shop", code, "run") == "right"


def test_five_tries_and_no_more_even_with_the_right_one(people, code, clock):
    assert [people.codes.judge("p1", "shop", wrong(code), "run") for _ in range(5)] == ["wrong"] * 5
    clock.passes(seconds=2)
    assert people.codes.judge("p1", "shop", code, "run") == "too_many_tries"


def test_new_codes_give_a_guesser_no_new_speed(people, clock):
    judged = []
    for _ in range(30):
        code = people.codes.make("p1", "shop", TEN)
        judged += [people.codes.judge("p1", "shop", wrong(code), "run") for _ in range(5)]
        clock.passes(seconds=10)
    assert judged.count("wrong") <= 15
    assert judged.count("wait") > 100


def test_a_new_code_takes_the_place_of_the_one_before(people, code):
    new = people.codes.make("p1", "shop", TEN)
    assert people.codes.judge("p1", "shop", new, "run") == "right"
    assert code == new or people.codes.judge("p1", "shop", code, "run") == "used"


def test_the_file_holds_a_keyed_hash_alone(people, code, tmp_path):
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert code.encode() not in held
