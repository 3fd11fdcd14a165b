"""Guessing gets slower; nothing that was typed is kept."""

from contextlib import suppress

import pytest

from storage.errors import TooManyAttempts
from storage.people import People
from tests.storage.accounts import PASSWORD


def test_a_password_that_was_typed_as_a_name_is_not_kept(tmp_path, clock):
    people = People(tmp_path / "people.sqlite", clock)
    people.check_password(PASSWORD, "ann", "192.0.2.1")
    people.close()
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert PASSWORD.encode() not in held


def locked_by_strangers(people, network="192.0.2"):
    """The name's free tries are used up from five addresses."""
    for at in range(25):
        with suppress(TooManyAttempts):
            people.check_password("ann", "wrong wrong", f"{network}.{at // 5}")


def test_strangers_lock_nobody_out_from_where_they_came_in_lately(people):
    people.open_session("ann", "2001:db8::1")
    locked_by_strangers(people)
    assert people.check_password("ann", PASSWORD, "2001:db8::2"), "the same network"
    locked_by_strangers(people, "203.0.113")
    with pytest.raises(TooManyAttempts):
        people.check_password("ann", PASSWORD, "198.51.100.7")


def test_who_guesses_at_home_is_slowed_too(people):
    people.open_session("ann", "198.51.100.7")
    for _ in range(5):
        people.check_password("ann", "wrong wrong", "198.51.100.7")
    with pytest.raises(TooManyAttempts):
        people.check_password("ann", PASSWORD, "198.51.100.7")


def test_where_somebody_was_long_ago_is_home_no_longer(people, clock):
    people.open_session("ann", "198.51.100.7")
    clock.passes(days=31)
    locked_by_strangers(people)
    with pytest.raises(TooManyAttempts):
        people.check_password("ann", PASSWORD, "198.51.100.7")


def test_another_address_of_the_same_subscriber_is_the_same_guesser(people):
    for at in range(5):
        people.check_password("ann", "wrong wrong", f"2001:db8::{at}")
    with pytest.raises(TooManyAttempts):
        people.check_password("ann", PASSWORD, "2001:db8::ffff:1")
    assert people.check_password("ann", PASSWORD, "2001:db8:0:1::1")
