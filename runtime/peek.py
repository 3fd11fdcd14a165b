"""What an input step would read from its sample or its stored file, for the schema that a draft's pickers offer."""

from typing import Any

from runtime.context import StoredFile
from runtime.fields import Advanced
from runtime.flow_warnings import file_choices
from runtime.gauges import Gauge
from runtime.model import Model
from runtime.plan import PlannedStep
from runtime.problems import Problem, Problems
from runtime.step_context import Given, StepContext
from runtime.step_type import StepType
from runtime.stop import Stop
from runtime.world import StoreWorld
from storage.documents import Step
from storage.errors import StorageError
from storage.files import Files

LIMIT = 1000
"""Items of a sample that are looked at."""


class Peek:
    """Looks into the files of one store; nothing is kept and nothing is done."""

    def __init__(self, files: Files) -> None:
        self._world = StoreWorld(files)

    def __call__(self, step: Step, kind: StepType) -> Model | None:
        """The model of the first items; None where no file is at hand. A file that cannot be read raises `Problems`."""
        sample = (step.model_extra or {}).get("sample")
        file = sample.get("file") if isinstance(sample, dict) else None
        if not file and not any(choice.from_ == "stored" for _, choice in file_choices(kind)):
            return None
        given = Given("", samples={step.id: file} if file else {}, dry=True, limit=LIMIT)
        planned = PlannedStep(step.id, kind, Advanced(), (), 0)
        try:
            return kind.run(StepContext(planned, given, self._world, _Nothing()))
        except StorageError as gone:
            raise Problems(Problem(code=gone.code, setting="file", parameters=gone.parameters)) from gone


class _Nothing:
    """Whatever a peeking step says or does goes nowhere."""

    def say(self, event: Any) -> None:
        return None

    def gauge(self, step: str) -> Gauge:
        return Gauge(Stop(), lambda _: None)

    def act(self, action: Any) -> None:
        return None

    def respond(self, response: Any) -> None:
        return None

    def made(self, step: str, file: StoredFile) -> None:
        return None

    def taken(self, step: str, deed: Any) -> Any:
        return deed()

    def parts(self, step: str) -> dict[str, Any]:
        return {}

    def part(self, step: str, part: str, result: Any) -> None:
        return None

    def once(self, step: str, deed: Any) -> Any:
        return deed()

    def deferred(self, step: str) -> list[Any]:
        return []
