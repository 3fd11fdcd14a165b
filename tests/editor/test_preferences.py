"""Language and theme are what was chosen, where it was chosen last."""

import pytest

from editor.preferences import preferred_language, preferred_theme


@pytest.mark.parametrize(
    ("account", "cookie", "accepted", "language"),
    [
        ("fr", "en", "en", "fr"),
        (None, "fr", "en", "fr"),
        (None, None, "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        (None, None, "de-DE,fr;q=0.7", "fr"),
        (None, None, "ja", "en"),
        (None, None, "*;q=x,,;;", "en"),
        ("xx", "yy", "", "en"),
    ],
)
def test_the_account_wins_over_the_browser_and_english_is_last(account, cookie, accepted, language):
    assert preferred_language(account, cookie, accepted) == language


def test_the_theme_follows_the_system_until_it_is_chosen():
    assert preferred_theme(None, None) == "auto"
    assert preferred_theme("auto", "dark") == "dark"
    assert preferred_theme("light", None) == "light"
    assert preferred_theme("purple", "black") == "auto"
