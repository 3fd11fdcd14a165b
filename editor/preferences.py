"""What somebody prefers to read and see: of the account, the browser, the system."""

from babel import Locale

from editor.i18n import LANGUAGES

LANGUAGE_COOKIE, THEME_COOKIE = "etapes_language", "etapes_theme"
THEMES = ("auto", "light", "dark")


def preferred_language(account: str | None, cookie: str | None, accepted: str) -> str:
    """The account's language, else the one chosen in this browser, else the first the browser accepts, else English."""
    wanted = [part.split(";")[0].strip() for part in accepted.split(",") if part.strip()]
    spoken = Locale.negotiate([name for name in wanted if name != "*"], LANGUAGES, sep="-")
    return next((name for name in (account, cookie, spoken and spoken.language) if name in LANGUAGES), None) or "en"


def preferred_theme(account: str | None, cookie: str | None) -> str:
    """What was chosen in this browser, else for the account, else as the system has it."""
    return next((name for name in (cookie, account) if name in THEMES), None) or "auto"
