"""The strict view of a connector's settings: fields and annotations as in steps, so that forms draw them alike."""

from typing import Any

from pydantic import BaseModel, ValidationError

from runtime.fields import SecretMark, Setting
from runtime.problems import Problem
from runtime.settings import refusal


class ConnectorSettings(Setting):
    """The settings of one kind of connector; the docstring of a subclass says what it reaches."""

    def problems(self) -> list[Problem]:
        """What is wrong beyond the types."""
        return []

    @classmethod
    def secret_names(cls) -> list[str]:
        """The settings that are secrets, in the order of the form."""
        return [
            info.alias or name
            for name, info in cls.model_fields.items()
            if SecretMark in (info.annotation, *getattr(info.annotation, "__args__", ()))
        ]


def separated(kind: type[ConnectorSettings], settings: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Settings as somebody filled them in: what is stored, with marks, and the secrets that were entered as text.

    A line break at the end comes from copying, and is no part of a secret.
    """
    typed = {name: settings.get(name) for name in kind.secret_names()}
    entered = {name: text.strip("\r\n") for name, text in typed.items() if isinstance(text, str)}
    marks = {name: {"secret": name} if value else None for name, value in entered.items()}
    return {**settings, **marks}, entered


def strictly(kind: type[ConnectorSettings], settings: dict[str, Any]) -> tuple[ConnectorSettings | None, list[Problem]]:
    """The settings as their kind sees them, with everything that is wrong; None where they cannot be used."""
    try:
        found: BaseModel = kind.model_validate(settings)
    except ValidationError as wrong:
        return None, [_unseen(refusal(dict(error), kind), kind) for error in wrong.errors(include_url=False)]
    assert isinstance(found, ConnectorSettings)
    return found, found.problems()


def _unseen(found: Problem, kind: type[ConnectorSettings]) -> Problem:
    """No problem quotes what was typed where a secret belongs."""
    hidden = (found.setting or "").partition(".")[0] in kind.secret_names()
    return found.model_copy(update={"parameters": found.parameters | {"value": "•••"}}) if hidden else found
