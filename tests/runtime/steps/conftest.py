"""One step at a time over a real file store and the real engine; what it says and answers is kept to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from runtime.context import StoredFile
from runtime.engines.values import model_of
from runtime.events import Event
from runtime.fields import Advanced
from runtime.gauges import Gauge
from runtime.model import Item, Model
from runtime.plan import PlannedStep
from runtime.response import Response
from runtime.step_context import Given, StepContext
from runtime.steps import CATALOG
from runtime.stop import Stop
from runtime.world import StoreWorld
from storage.files import Files


@dataclass
class Stage:
    """A run of single steps: `play("import_file", {settings})` gives the step's model."""

    files: Files
    events: list[Event] = field(default_factory=list)
    response: Response | None = None
    made_files: list[StoredFile] = field(default_factory=list)
    context: StepContext | None = None

    def play(self, step: str, settings: dict[str, Any], *sources: list[Item] | Model, dry: bool = False,
             advanced: dict[str, Any] | None = None, **given: Any) -> Model:  # fmt: skip
        kind = CATALOG[step].model_validate(settings)
        planned = PlannedStep(step, kind, Advanced.model_validate(advanced or {}), (), 0)
        self.context = StepContext(planned, Given("run", dry=dry, **given), StoreWorld(self.files), self)
        models = [model_of(source) if isinstance(source, list) else source for source in sources]
        return (kind.rehearse if dry else kind.run)(self.context, *models)

    def say(self, event: Event) -> None:
        self.events.append(event)

    def respond(self, response: Response) -> None:
        self.response = response

    def taken(self, step: str, deed: Callable[[], list[Item]]) -> list[Item]:
        return deed()

    def made(self, step: str, file: StoredFile) -> None:
        self.made_files.append(file)

    def gauge(self, step: str) -> Gauge:
        return Gauge(Stop(), lambda _: None)

    def once(self, step: str, deed: Callable[[], StoredFile]) -> StoredFile:
        return deed()

    def stored(self, content: bytes, name: str) -> str:
        """The id of a new stored file."""
        return self.files.add(content, name).id


@pytest.fixture
def stage(tmp_path: Path):
    files = Files(tmp_path / "files")
    yield Stage(files)
    files.close()
