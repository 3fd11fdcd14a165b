"""The strict view of one step's settings: what pydantic refuses, as problems that a person can read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from runtime.fields import Advanced
from runtime.problems import Problem
from runtime.step_type import StepType
from storage.documents import Step


@dataclass(frozen=True)
class Strict:
    """A step as its type sees it; `kind` is None where the settings are too wrong to be used."""

    kind: StepType | None
    advanced: Advanced
    problems: tuple[Problem, ...]


def strict(step: Step, catalog: Mapping[str, type[StepType]]) -> Strict:
    """Settings and advanced settings validated; every problem names the step and the setting's path."""
    wanted = catalog.get(step.type)
    if wanted is None:
        return Strict(None, Advanced(), (unknown_type(step, catalog),))
    kind, wrong = _validated(wanted, step.settings)
    advanced, also_wrong = _validated(Advanced, step.advanced)
    also_wrong = [found.model_copy(update={"setting": f"advanced.{found.setting}"}) for found in also_wrong]
    if isinstance(kind, StepType):
        wrong += kind.problems()
    problems = tuple(found.at(step.id) for found in (*wrong, *also_wrong))
    return Strict(
        kind if isinstance(kind, StepType) else None,
        advanced if isinstance(advanced, Advanced) else Advanced(),
        problems,
    )


def unknown_type(step: Step, catalog: Iterable[str]) -> Problem:
    near = nearest_name(step.type, catalog)
    if near:
        return Problem(code="unknown_step_type_near", step=step.id, parameters={"type": step.type, "nearest": near})
    return Problem(code="unknown_step_type", step=step.id, parameters={"type": step.type})


def setting_path(location: Iterable[str | int]) -> str:
    """`("conditions", 0, "field")` → `conditions[0].field`."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _validated(wanted: type[BaseModel], settings: dict[str, Any]) -> tuple[BaseModel | None, list[Problem]]:
    try:
        return wanted.model_validate(settings), []
    except ValidationError as wrong:
        return None, [refusal(dict(error), wanted) for error in wrong.errors(include_url=False)]


_CODES = {
    "missing": "setting_missing",
    "string_too_short": "setting_missing",
    "too_short": "setting_missing",
    "string_too_long": "setting_too_long",
    "literal_error": "setting_choice",
    "enum": "setting_choice",
    "extra_forbidden": "setting_unknown",
    "greater_than": "setting_not_above",
    "greater_than_equal": "setting_too_small",
    "less_than": "setting_too_large",
    "less_than_equal": "setting_too_large",
}
_EXPECTED = {
    "string": "text", "int": "whole", "float": "number", "finite_number": "number", "bool": "boolean", "list": "list",
    "tuple": "list", "dict": "object", "model": "object",
}  # fmt: skip
"""Families of pydantic's refusals, as the ends of our codes `setting_not_…`."""


def refusal(error: dict[str, Any], wanted: type[BaseModel]) -> Problem:
    """One refusal of pydantic's as a code with parameters; its own English is never shown."""
    kind, context, location = error["type"], error.get("ctx") or {}, list(error["loc"])
    parameters: dict[str, Any] = {"setting": setting_path(location), "value": error.get("input")}
    code = _CODES.get(kind) or f"setting_not_{_EXPECTED.get(kind.rpartition('_')[0].partition('_')[0], 'usable')}"
    if kind == "value_error":
        code, parameters = str(context["error"]), {"setting": setting_path(location)}
    elif code == "setting_missing":
        parameters = {"setting": setting_path(location)}
    elif code == "setting_choice":
        parameters["choices"] = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    elif code == "setting_unknown":
        near = nearest_name(str(location[-1]), _names(wanted))
        code += "_near" if near else ""
        parameters = {"setting": setting_path(location)} | ({"nearest": near} if near else {})
    elif not code.startswith("setting_not_") or code == "setting_not_above":
        parameters["limit"] = next(iter(context.values()), None)
    return Problem(code=code, setting=setting_path(location), parameters=parameters)


def _names(wanted: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in wanted.model_fields.items()]


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that was most likely meant."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else None
