"""Texts that must stay in one line: in a mail, what comes after a line break would be another header."""

_CONTROL = dict.fromkeys(range(32))


def one_line(text: str) -> str:
    """The text without line breaks of whatever script, and without other control signs."""
    return "".join(text.splitlines()).translate(_CONTROL)
