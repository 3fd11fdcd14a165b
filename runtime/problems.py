"""What is wrong, where, and with which data: one shape for the board, REST, the command line and runs."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Problem(BaseModel):
    """One thing that is wrong.

    `code` and `parameters` become a sentence in the reader's language at the edge (see the locales' `problems`).
    `setting` is a path inside the step's settings (`conditions[0].field`); `item` is the item's index and data where
    an item is to blame; `line` is a line of the user's own script or file, counted from 1.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    step: str | None = None
    setting: str | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    item: Any | None = None
    line: int | None = None
    severity: Literal["error", "warning"] = "error"

    def at(self, step: str) -> "Problem":
        """The same problem, blamed on `step` unless a step is named already."""
        return self if self.step else self.model_copy(update={"step": step})


class Problems(Exception):
    """Everything that was found wrong at once, never only the first."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(f"{p.code} {p.setting or ''} {p.parameters}" for p in problems))


class Outage(Problems):
    """The world outside failed, not the flow: another attempt may succeed, and does no harm."""


def problem(code: str, setting: str | None = None, **parameters: Any) -> Problems:
    """A single problem, ready to raise."""
    return Problems(Problem(code=code, setting=setting, parameters=parameters))
