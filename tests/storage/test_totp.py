"""Codes by the clock, as the standard's own examples have them."""

from base64 import b32encode
from datetime import UTC, datetime

import pytest

from storage.totp import address_of, code_at, matching, new_secret, step_of

SECRET = b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_examples_of_the_standard(seconds, code):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert code_at(SECRET, step_of(moment)) == code
    assert matching(SECRET, code, moment, after=0) == step_of(moment)


def test_a_clock_may_be_half_a_minute_off_and_a_code_is_taken_once():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    now = step_of(moment)
    assert [matching(SECRET, code_at(SECRET, now + off), moment, 0) for off in (-2, -1, 0, 1, 2)] == [
        None, now - 1, now, now + 1, None,
    ]  # fmt: skip
    assert matching(SECRET, code_at(SECRET, now), moment, after=now) is None


@pytest.mark.parametrize("odd", ["", "12345", "1234567", "٠٠٠٠٠٠", "\ud800", "abcdef"])
def test_what_is_no_code_fits_nothing(odd):
    assert matching(SECRET, odd, datetime(2026, 1, 1, tzinfo=UTC), 0) is None


def test_an_app_reads_the_address():
    secret = new_secret()
    assert len(secret) == 32
    assert address_of(secret, "Zoé A", "Étapes").startswith(
        f"otpauth://totp/%C3%89tapes:Zo%C3%A9%20A?secret={secret}&issuer=%C3%89tapes"
    )
