"""What a run says while it works: one numbered stream that page, REST, command line and archive all follow."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from runtime.problems import Problem


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)

    time: datetime


class RunStarted(_Event):
    type: Literal["run_started"] = "run_started"
    recovered: bool = False
    """The process had died, and the run goes on after its last checkpoint."""


class StepStarted(_Event):
    type: Literal["step_started"] = "step_started"
    step: str


class StepProgress(_Event):
    """Items that passed so far; `total` where it is known."""

    type: Literal["step_progress"] = "step_progress"
    step: str
    items: int
    total: int | None = None


class StepFinished(_Event):
    """`seconds` is per fused chain: None but on the chain's last step."""

    type: Literal["step_finished"] = "step_finished"
    step: str
    status: Literal["succeeded", "skipped"] = "succeeded"
    items_in: int
    items_out: int
    bad_items: int = 0
    chain: str | None = None
    seconds: float | None = None


class StepFailed(_Event):
    type: Literal["step_failed"] = "step_failed"
    step: str
    problems: list[Problem]


class LogLine(_Event):
    """A line for people: `code` and `parameters` of a known sentence, or a script's own `text`."""

    type: Literal["log"] = "log"
    level: Literal["debug", "info", "warning", "error"] = "info"
    step: str | None = None
    code: str | None = None
    parameters: dict[str, Any] = Field(default_factory=dict)
    text: str | None = None


class WouldDo(_Event):
    """In a dry run: an effect that was recorded instead of done."""

    type: Literal["would_do"] = "would_do"
    step: str
    code: str
    parameters: dict[str, Any] = Field(default_factory=dict)


class FileMade(_Event):
    type: Literal["file_made"] = "file_made"
    step: str
    file: str
    name: str
    size: int


class FormAction(_Event):
    """A wish for the page that started the run: `action` and `parameters` as in `runtime/page_actions.py`."""

    type: Literal["form_action"] = "form_action"
    step: str
    action: str
    parameters: dict[str, Any] = Field(default_factory=dict)


class RunFinished(_Event):
    type: Literal["run_finished"] = "run_finished"
    status: Literal["succeeded", "failed", "cancelled"]
    problems: list[Problem] = Field(default_factory=list)


class Complete(_Event):
    """The stream's last event; `count` includes it, so a reader knows that it has all of 1…count."""

    type: Literal["complete"] = "complete"
    count: int


Event = Annotated[
    RunStarted
    | StepStarted
    | StepProgress
    | StepFinished
    | StepFailed
    | LogLine
    | WouldDo
    | FileMade
    | FormAction
    | RunFinished
    | Complete,
    Field(discriminator="type"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
