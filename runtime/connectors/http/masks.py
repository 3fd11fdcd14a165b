"""Secrets hidden in whatever comes back or is told, in each form in which they are sent."""

import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

HIDDEN = "•••"
_SHORTEST = 4
"""Shorter secrets are no secrets: hiding each “a” would only spoil the text."""


class Masks:
    """Hides the secrets of one system."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
        self._forms = sorted(forms, key=len, reverse=True)

    def hide(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def count(self, text: str) -> int:
        """How often a secret stands in the text."""
        return sum(form in text for form in self._forms)


def _forms(secret: str) -> set[str]:
    written = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    return {secret, quote(secret, safe=""), quote_plus(secret), *written}
