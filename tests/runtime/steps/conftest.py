"""One step at a time over a real file store and the real engine; what it says and answers is kept to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from runtime.account_access import Accounts
from runtime.connectors.systems import HttpSystems
from runtime.context import Deferred, StoredFile
from runtime.directory_access import Directories
from runtime.engines.values import model_of
from runtime.events import Event, FormAction
from runtime.fields import Advanced
from runtime.flow_access import Flows
from runtime.gauges import Gauge
from runtime.known import Catalog, Known
from runtime.model import Item, Model
from runtime.plan import PlannedStep
from runtime.post.counter import Counter
from runtime.response import Response
from runtime.role_access import Roles
from runtime.services.component_catalog import ComponentCatalog
from runtime.step_context import Given, StepContext
from runtime.steps import CATALOG
from runtime.stop import Stop
from runtime.world import StoreWorld
from storage.entries import Entries
from storage.entries.store import EntryStore
from storage.files import Files
from storage.templates import Templates


@dataclass
class Stage:
    """A run of single steps: `play("import_file", {settings})` gives the step's model."""

    files: Files
    entries: Entries
    events: list[Event] = field(default_factory=list)
    response: Response | None = None
    made_files: list[StoredFile] = field(default_factory=list)
    context: StepContext | None = None
    put_off: list[Deferred] = field(default_factory=list)
    done: dict[str, Any] = field(default_factory=dict)
    """Parts of effects that are finished; an attempt after another one is given them."""
    templates: Templates | None = None
    systems: HttpSystems | None = None
    flows: Flows | None = None
    counter: Counter | None = None
    accounts: Callable[[str], Accounts] | None = None
    roles: Callable[[str], Roles] | None = None
    directories: Callable[[str], Directories] | None = None
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    """What settings may name beside components."""

    def play(self, step: str, settings: dict[str, Any], *sources: list[Item] | Model, dry: bool = False,
             advanced: dict[str, Any] | None = None, **given: Any) -> Model:  # fmt: skip
        kind = CATALOG[step].model_validate(settings)
        planned = PlannedStep(step, kind, Advanced.model_validate(advanced or {}), (), 0)
        world = StoreWorld(
            self.files,
            self.known,
            templates=self.templates,
            systems=self.systems,
            entries=lambda: self.entries,
            flows=self.flows and (lambda *_: self.flows),
            counter=self.counter,
            accounts=self.accounts,
            directories=self.directories,
            roles=self.roles,
        )
        self.context = StepContext(planned, Given("run", dry=dry, **given), world, self)
        models = [model_of(source) if isinstance(source, list) else source for source in sources]
        return (kind.rehearse if dry else kind.run)(self.context, *models)

    @property
    def known(self) -> Known:
        return Known({"component": ComponentCatalog(lambda: self.entries), **self.catalogs})

    def act(self, action: FormAction) -> None:
        self.events.append(action)

    def deferred(self, step: str) -> list[Deferred]:
        return self.put_off

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

    def parts(self, step: str) -> dict[str, Any]:
        return dict(self.done)

    def part(self, step: str, part: str, result: Any) -> None:
        self.done[part] = result

    def once(self, step: str, deed: Callable[[], StoredFile]) -> StoredFile:
        return deed()

    def stored(self, content: bytes, name: str) -> str:
        """The id of a new stored file."""
        return self.files.add(content, name).id


@pytest.fixture
def stage(tmp_path: Path):
    files, store = Files(tmp_path / "files"), EntryStore(tmp_path, courier=True)
    yield Stage(files, store.of("prod"))
    files.close()
    store.close()
