"""The world as one step of a run sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol

from runtime.context import ReadOptions, Scripts, StoredFile, Tables, WriteOptions
from runtime.events import Event, LogLine, WouldDo
from runtime.faults import Faults
from runtime.fields import FileChoice
from runtime.gauges import Gauge
from runtime.journal import now
from runtime.model import Item, Model
from runtime.plan import PlannedStep
from runtime.problems import problem
from runtime.response import Response, shaped
from runtime.schema import Schema

Level = Literal["debug", "info", "warning", "error"]


class World(Protocol):
    """What stands behind the contexts of a run: the store's tables and the sandbox."""

    def tables(self, creator: str, made: Callable[[StoredFile], None]) -> Tables: ...
    def of(self, items: Sequence[Any], schema: Schema | None) -> Model: ...
    def file(self, id: str) -> StoredFile: ...
    def scripts(self, note: Callable[[Level, str], None], gauge: Gauge) -> Scripts: ...


@dataclass(frozen=True)
class Given:
    """What a run was given by its caller. `samples` stand in for missing files in previews and dry runs."""

    run: str
    user: str = ""
    model: Any = None
    files: dict[str, str] = field(default_factory=dict)
    samples: dict[str, str] = field(default_factory=dict)
    """Step id → stored file id."""
    dry: bool = False
    limit: int | None = None
    """A preview reads only so many items of each source."""


class Doings(Protocol):
    """What a context asks of the run that it belongs to."""

    def say(self, event: Event) -> None: ...
    def respond(self, response: Response) -> None: ...
    def gauge(self, step: str) -> Gauge:
        """For a step that takes its items by itself: counts what it took, tells of it, and knows when to stop."""
        ...

    def taken(self, step: str, deed: Callable[[], list[Item]]) -> list[Item]: ...
    def made(self, step: str, file: StoredFile) -> None:
        """A file beside the step's result, such as an import's rejects."""
        ...

    def once(self, step: str, deed: Callable[[], StoredFile]) -> StoredFile:
        """Do an effect whose result is kept: done already, it is not done again."""
        ...


class StepContext:
    """A step's context in a run, a dry run or a preview."""

    def __init__(self, step: PlannedStep, given: Given, world: World, doings: Doings) -> None:
        self.run_id, self.step_id = given.run, step.id
        self.key = f"{given.run}:{step.id}"
        self.dry = given.dry
        self.timeout = step.advanced.timeout
        self.faults = Faults(step.id, step.advanced.on_error)
        self._given, self._world, self._doings = given, world, doings
        self.tables: Tables = RunTables(step.id, given, world, doings)
        self.answered: int | None = None

    @property
    def scripts(self) -> Scripts:
        return self._world.scripts(self._script_says, self._doings.gauge(self.step_id))

    def caller_model(self) -> Any:
        if self._given.model is None:
            raise problem("caller_model_missing")
        return self._given.model

    def respond(self, shape: str, items: Model, status: int, leave_out_empty: bool) -> None:
        found = self._doings.taken(self.step_id, items.items)
        self.answered = len(found)
        self._doings.respond(Response(shaped(found, shape, leave_out_empty), status))

    def log(self, code: str, level: Level = "info", **parameters: Any) -> None:
        self._doings.say(LogLine(time=now(), level=level, step=self.step_id, code=code, parameters=parameters))

    def would(self, code: str, **parameters: Any) -> None:
        self._doings.say(WouldDo(time=now(), step=self.step_id, code=code, parameters=parameters))

    def _script_says(self, level: Level, text: str) -> None:
        self._doings.say(LogLine(time=now(), level=level, step=self.step_id, text=text))


class RunTables:
    """Files by the names under which the caller gave them; written once per run and step."""

    def __init__(self, step: str, given: Given, world: World, doings: Doings) -> None:
        self._step, self._given, self._world, self._doings = step, given, world, doings
        self._writing = False

    def read(self, file: FileChoice, options: ReadOptions, faults: Faults) -> Model:
        model = self._tables.read(self._stored(file), options, faults)
        return model if self._given.limit is None else model.head(self._given.limit)

    def write(self, model: Model, name: str, options: WriteOptions) -> StoredFile:
        self._writing = True
        return self._doings.once(self._step, lambda: self._tables.write(model, name, options))

    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        return self._world.of(items if self._given.limit is None else items[: self._given.limit], schema)

    @cached_property
    def _tables(self) -> Tables:
        return self._world.tables(self._given.user, self._made)

    def _made(self, file: StoredFile) -> None:
        if not self._writing:
            self._doings.made(self._step, file)

    def _stored(self, file: FileChoice) -> FileChoice:
        """A declared input becomes the file that was given for it, or the sample where one may stand in."""
        sample = self._given.samples.get(self._step)
        if file.from_ == "stored" and not (self._given.limit and sample):
            return file
        given = self._given.files.get(file.name or "") if file.from_ == "input" else None
        chosen = sample if self._given.limit and sample else given or sample
        if chosen is None:
            if file.from_ == "field":
                return file
            raise problem("input_not_given", "file", name=file.name)
        return FileChoice.model_validate({"from": "stored", "id": chosen})
