"""Times as people read them."""

from datetime import UTC, datetime

import pytest

from editor.run_view.durations import seconds
from editor.visitor import Visitor
from storage.person import Person

ADA = Person("ada", "viewer", None, "auto", False, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "<\u00a00.01\u00a0s"),
        (0.42, "0.42\u00a0s"),
        (12.34, "12.3\u00a0s"),
        (59.94, "59.9\u00a0s"),
        (60, "1\u00a0min\u00a000\u00a0s"),
        (185, "3\u00a0min\u00a005\u00a0s"),
    ],
)
def test_short_ones_are_exact_and_long_ones_in_minutes(value: float, words: str):
    assert seconds(value, Visitor(ADA, "en")) == words


def test_the_decimal_sign_is_the_languages():
    assert seconds(0.42, Visitor(ADA, "fr")) == "0,42\u00a0s"
