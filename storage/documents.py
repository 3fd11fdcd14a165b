"""The documents people write, read leniently: a draft may be wrong, and still opens.

The flow document's field names are the interface of import, export, REST and command line.
Unknown fields are kept as they came, so that nothing a client wrote is lost.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from storage.errors import UnreadableDocument

FORMAT = 1
"""The newest document format that this release reads."""


class Document(BaseModel):
    model_config = ConfigDict(extra="allow")


class Step(Document):
    """One card on the board. `settings` stay a plain dict here; the step type has the strict view."""

    id: str
    type: str = ""
    name: str = ""
    note: str = ""
    enabled: bool = True
    settings: dict[str, Any] = Field(default_factory=dict)
    advanced: dict[str, Any] = Field(default_factory=dict)


class Phase(Document):
    """A column of the board: a name and its steps, top to bottom."""

    id: str
    name: str = ""
    steps: list[Step] = Field(default_factory=list)


class FlowInput(Document):
    """What a run must be given by its caller: a file or a value."""

    name: str
    type: str = "file"
    required: bool = False


class Flow(Document):
    """A whole flow: declared inputs and phases, left to right."""

    format: int = FORMAT
    name: str = ""
    description: str = ""
    inputs: list[FlowInput] = Field(default_factory=list)
    phases: list[Phase] = Field(default_factory=list)

    def steps(self) -> Iterator[Step]:
        """Every step in reading order: phases left to right, steps top to bottom."""
        for phase in self.phases:
            yield from phase.steps

    def step(self, step_id: str) -> Step | None:
        return next((step for step in self.steps() if step.id == step_id), None)


def read_flow(document: object) -> Flow:
    """The document as a Flow; `UnreadableDocument` names every place that has the wrong shape."""
    if not isinstance(document, dict):
        raise UnreadableDocument("document_no_object")
    written_in = document.get("format", FORMAT)
    if isinstance(written_in, int) and written_in > FORMAT:
        raise UnreadableDocument.from_the_future(written_in, FORMAT)
    try:
        return Flow.model_validate(document)
    except ValidationError as wrong:
        places = [(".".join(map(str, error["loc"])), error["type"]) for error in wrong.errors()]
        raise UnreadableDocument.misshapen(places) from wrong
