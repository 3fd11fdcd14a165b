"""Sealed values opened at the last moment, and hidden again in whatever comes back."""

from collections.abc import Callable
from html import escape
from typing import Any

from runtime.connectors.http.masks import Masks
from runtime.problems import Problem, Problems, problem
from storage.vault import HANDLE, Vault


class Seals:
    """The sealed values of one mail."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._opened: set[str] = set()

    def open(self, text: str) -> str:
        """With the values in their places. `Problems` where one cannot be had any more: nobody is sent a riddle."""
        return self._replaced(text, str)

    def open_html(self, text: str) -> str:
        """The same in a page, where a value is text and nothing else."""
        return self._replaced(text, escape)

    def open_all(self, value: Any) -> Any:
        """The same in every text of a JSON value."""
        if isinstance(value, dict):
            return {name: self.open_all(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.open_all(inner) for inner in value]
        return self.open(value) if isinstance(value, str) else value

    def hidden(self, wrong: Problems) -> Problems:
        """The same problems without what was opened."""
        masks = Masks(self._opened)
        return type(wrong)(*[_hidden(one, masks) for one in wrong.problems])

    def _replaced(self, text: str, written: Callable[[str], str]) -> str:
        return HANDLE.sub(lambda found: written(self._value(found[0])), text)

    def _value(self, handle: str) -> str:
        value = self._vault.open(handle)
        if value is None:
            raise problem("mail_sealed_gone")
        self._opened.add(value)
        return value


def _hidden(found: Problem, masks: Masks) -> Problem:
    told = {name: masks.hide(value) if isinstance(value, str) else value for name, value in found.parameters.items()}
    return found.model_copy(update={"parameters": told})
