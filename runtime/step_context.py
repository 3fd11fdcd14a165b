"""The world as one step of a run sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

from runtime.account_access import Accounts
from runtime.account_samples import SampleAccounts, VeiledAccounts
from runtime.connectors.samples import SampleSystems
from runtime.context import Deferred, ReadOptions, Scripts, StoredFile, Tables, WriteOptions
from runtime.directory_access import Directories, NoDirectories
from runtime.entry_access import Entries
from runtime.events import Event, FormAction, LogLine, WouldDo
from runtime.faults import Faults
from runtime.fields import FileChoice
from runtime.flow_access import Flows
from runtime.gauges import Gauge
from runtime.journal import now
from runtime.known import Known
from runtime.message_access import Brokers
from runtime.model import Item, Model
from runtime.notice_access import Notices, SampleNotices
from runtime.plan import PlannedStep
from runtime.problems import problem
from runtime.response import Response, shaped
from runtime.role_access import Roles, SampleRoles
from runtime.schema import Schema
from runtime.stop import Stop
from runtime.system_access import Systems
from runtime.template_access import Templates

T = TypeVar("T")
Level = Literal["debug", "info", "warning", "error"]


class World(Protocol):
    """What stands behind the contexts of a run: the store's tables, the sandbox, the things that flows may name."""

    known: Known

    def tables(self, creator: str, made: Callable[[StoredFile], None]) -> Tables: ...
    def of(self, items: Sequence[Any], schema: Schema | None) -> Model: ...
    def file(self, id: str) -> StoredFile: ...
    def entries(self, user: str) -> Entries: ...
    def accounts(self, user: str) -> Accounts: ...
    def directories(self, user: str) -> Directories: ...
    def brokers(self, flow: str) -> Brokers: ...
    def notices(self, user: str, run: str, faults: Faults) -> Notices: ...
    def roles(self, user: str) -> Roles: ...
    def scripts(self, note: Callable[[Level, str], None], gauge: Gauge) -> Scripts: ...
    def templates(self, creator: str, made: Callable[[StoredFile], None], stop: Stop) -> Templates: ...
    def systems(self, stop: Stop, timeout: float | None) -> Systems: ...
    def flows(self, given: "Given", step: str, gauge: Gauge) -> Flows: ...


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
    sample_models: dict[str, Any] = field(default_factory=dict)
    """Step id → what stands in for the caller's model in a preview."""
    sandbox: str = "prod"
    depth: int = 0
    """How many runs are above it."""
    versions: dict[str, int] = field(default_factory=dict)
    """The versions of other flows that it calls, by their ids."""
    platform: bool = False
    """Nobody asked for the run: a message came in."""
    flow: str = ""
    """Whose messages are waiting, where a subscription names no consumer group."""


class Doings(Protocol):
    """What a context asks of the run that it belongs to."""

    def say(self, event: Event) -> None: ...
    def respond(self, response: Response) -> None: ...
    def act(self, action: FormAction) -> None: ...
    def gauge(self, step: str) -> Gauge:
        """For a step that takes its items by itself: counts what it took, tells of it, and knows when to stop."""
        ...

    def taken(self, step: str, deed: Callable[[], list[Item]]) -> list[Item]: ...
    def made(self, step: str, file: StoredFile) -> None:
        """A file to be shown in the run, such as an import's rejects; told again, it is shown once."""
        ...

    def parts(self, step: str) -> dict[str, Any]:
        """The parts of the step's effect that an earlier attempt finished, with their results."""
        ...

    def part(self, step: str, part: str, result: Any) -> None: ...
    def deferred(self, step: str) -> Sequence[Deferred]: ...
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

    @property
    def templates(self) -> Templates:
        stop = self._doings.gauge(self.step_id).stop
        return self._world.templates(self._given.user, lambda file: self._doings.made(self.step_id, file), stop)

    @property
    def systems(self) -> Systems:
        """A preview is given samples: it must not wait for a system, nor change one."""
        if self._given.limit is not None:
            return SampleSystems(self.known)
        return self._world.systems(self._doings.gauge(self.step_id).stop, self.timeout)

    @property
    def accounts(self) -> Accounts:
        """A preview sees somebody who is not there, a dry run only that somebody is."""
        if self._given.limit is not None:
            return SampleAccounts()
        accounts = self._world.accounts(self._asker)
        return VeiledAccounts(accounts) if self._given.dry else accounts

    @property
    def directories(self) -> Directories:
        return NoDirectories() if self._given.limit is not None else self._world.directories(self._given.user)

    @property
    def _asker(self) -> str:
        return "" if self._given.platform else self._given.user

    @property
    def flows(self) -> Flows:
        return self._world.flows(self._given, self.step_id, self._doings.gauge(self.step_id))

    @property
    def known(self) -> Known:
        return self._world.known

    @property
    def entries(self) -> Entries:
        return self._world.entries(self._given.user)

    @property
    def deferred(self) -> Sequence[Deferred]:
        return self._doings.deferred(self.step_id)

    def pause(self, seconds: float) -> None:
        self._doings.gauge(self.step_id).stop.wait(seconds)

    @property
    def brokers(self) -> Brokers:
        return self._world.brokers(self._given.flow)

    @property
    def roles(self) -> Roles:
        return SampleRoles() if self._given.limit is not None else self._world.roles(self._given.user)

    @property
    def notices(self) -> Notices:
        if self._given.limit is not None:
            return SampleNotices()
        return self._world.notices(self._given.user, self._given.run, self.faults)

    @property
    def called(self) -> bool:
        return self._given.sample_models.get(self.step_id, self._given.model) is not None

    def caller_model(self) -> Any:
        sent = self._given.sample_models.get(self.step_id, self._given.model)
        if sent is None:
            raise problem("caller_model_missing")
        return sent

    def respond(self, shape: str, items: Model, status: int, leave_out_empty: bool) -> None:
        found = self._doings.taken(self.step_id, items.items)
        self.answered = len(found)
        self._doings.respond(Response(shaped(found, shape, leave_out_empty), status))

    def act(self, action: str, parameters: dict[str, Any]) -> None:
        self._doings.act(FormAction(time=now(), step=self.step_id, action=action, parameters=parameters))

    def log(self, code: str, level: Level = "info", **parameters: Any) -> None:
        self._doings.say(LogLine(time=now(), level=level, step=self.step_id, code=code, parameters=parameters))

    def would(self, code: str, **parameters: Any) -> None:
        self._doings.say(WouldDo(time=now(), step=self.step_id, code=code, parameters=parameters))

    def once(self, part: str, deed: Callable[[str], T]) -> T:
        if part in self._parts:
            done: T = self._parts[part]
            return done
        result = deed(f"{self.key}:{part}")
        self._doings.part(self.step_id, part, result)
        self._parts[part] = result
        return result

    @cached_property
    def _parts(self) -> dict[str, Any]:
        return self._doings.parts(self.step_id)

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

    def infos(self, ids: Sequence[str]) -> Sequence[StoredFile | None]:
        return self._tables.infos(ids)

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
        if not given and not self._given.limit:
            self._tell_sample(chosen)
        return FileChoice.model_validate({"from": "stored", "id": chosen})

    def _tell_sample(self, sample: str) -> None:
        """A dry run says which of its values are only a sample's."""
        parameters = {"file": self._world.file(sample).name}
        self._doings.say(LogLine(time=now(), step=self._step, code="sample_read", parameters=parameters))
