"""Words as they are compared when somebody seeks."""

from unicodedata import normalize


def plain(words: str) -> str:
    """Without case and accents."""
    return "".join(sign for sign in normalize("NFD", words.casefold()) if not "\u0300" <= sign <= "\u036f")
