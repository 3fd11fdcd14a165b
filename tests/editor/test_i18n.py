"""A sentence is found, filled, and always shown."""

from datetime import UTC, datetime

import pytest

from editor.i18n import exact, minute, translate


def test_the_count_chooses_the_form_as_the_language_counts():
    said = {n: [translate("run.items", language, count=n) for language in ("en", "fr")] for n in (0, 1, 2)}
    assert said == {0: ["0 items", "0 élément"], 1: ["1 item", "1 élément"], 2: ["2 items", "2 éléments"]}


def test_a_place_without_a_value_stays_to_be_seen():
    assert "{name}" in translate("run.optional", "en")
    assert "[1, " in translate("run.optional", "en", name=[1, "{x}"])


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [(2024, "2024", "2024"), (-13909, "-13,909", "-13\u202f909"), (1.50, "1.5", "1,5"), ("1.50", "1.50", "1,50"),
     (5.0, "5", "5"), ("00420", "00420", "00420"), (1e-7, "1e-07", "1e-07"), (10**18, str(10**18), str(10**18)),
     ("12:30", "12:30", "12:30"), ("NaN", "NaN", "NaN")],
)  # fmt: skip
def test_values_keep_every_digit_and_get_the_languages_signs(value: float | str, english: str, french: str):
    assert (exact(value, "en"), exact(value, "fr")) == (english, french)


def test_a_moment_in_words():
    at = datetime(2026, 3, 1, 14, 5, tzinfo=UTC)
    assert minute(at, "en") == "Mar 1, 2026, 2:05\u00a0PM"
    assert minute(at, "fr").endswith("14:05")


def test_the_cause_of_a_problem_is_said_in_words():
    cause = {"code": "called_flow_not_live", "parameters": {"name": "Bills"}, "step": "x"}
    for language, words in (
        ("en", "The flow “Bills” is not published"),
        ("fr", "Le flux «\u00a0Bills\u00a0» n’est pas"),
    ):
        assert words in translate("problems.called_run_failed", language, run="r", flow="f", cause=cause)
