"""What is asked to run, checked before it is accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from runtime.check import check
from runtime.events import Event, FileMade, StepFinished
from runtime.plan import Plan, plan_of
from runtime.problems import Problem, Problems
from runtime.recorded import Recorded
from runtime.stores import Stores
from storage.errors import NotFound


@dataclass(frozen=True)
class Accepted:
    """A document that may run: frozen, planned, and with its files."""

    document: dict[str, Any]
    plan: Plan
    version: int | None
    name: str
    files: dict[str, str]


class Acceptance:
    """Finds what a caller asks for. Plans of published versions are made once: versions never change."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._plans: dict[tuple[str, str, int], Plan] = {}
        self._lock = Lock()

    def accept(self, flow_id: str | None, sandbox: str, dry: bool, document: dict[str, Any] | None,
               files: dict[str, str]) -> Accepted:  # fmt: skip
        """Raises `Problems`, `NotFound` or `Conflict`; then nothing was accepted."""
        version: int | None = None
        if document is not None:
            plan = self._checked(document)
        elif dry:
            document = self._stores.flows(sandbox).get(flow_id or "").document
            plan = self._checked(document)
        else:
            version, document = self._stores.flows(sandbox).live(flow_id or "")
            plan = self._plan((sandbox, flow_id or "", version), document)
        self._check_files(plan, files, dry)
        return Accepted(document, plan, version, str(document.get("name") or ""), files)

    def kept_effects(self, plan: Plan, recorded: Recorded, from_step: str | None) -> Iterator[Event]:
        """The finished effects before a step, to be told again in a new run so that they are not done again."""
        if from_step is None:
            return
        before = plan.order[: plan.order.index(from_step)]
        for step in plan.steps:
            if step.effect and step.id in before and step.id in recorded.finished and step.id in recorded.files:
                made: FileMade = recorded.files[step.id]
                finished: StepFinished = recorded.finished[step.id]
                yield made
                yield finished

    def _plan(self, key: tuple[str, str, int], document: dict[str, Any]) -> Plan:
        with self._lock:
            if key not in self._plans:
                self._plans[key] = plan_of(document)
                if len(self._plans) > 500:
                    del self._plans[next(iter(self._plans))]
            return self._plans[key]

    def _check_files(self, plan: Plan, files: dict[str, str], dry: bool) -> None:
        """Every required input is given, every name is an input, every file is there."""
        known = {given.name for given in plan.inputs}
        wrong = [
            Problem(code="input_not_given", parameters={"name": given.name})
            for given in plan.inputs
            if given.required and given.type == "file" and given.name not in files and not dry
        ]
        for name, file in files.items():
            if name not in known:
                parameters = {"name": name, "known": ", ".join(sorted(known))}
                wrong.append(Problem(code="input_unknown", parameters=parameters))
            elif not self._there(file):
                wrong.append(Problem(code="file_gone", parameters={"id": file}))
        if wrong:
            raise Problems(*wrong)

    def _there(self, file: str) -> bool:
        try:
            self._stores.files.info(file)
        except NotFound:
            return False
        return True

    def _checked(self, document: dict[str, Any]) -> Plan:
        errors = check(document, files=self._stores.files).errors
        if errors:
            raise Problems(*errors)
        return plan_of(document)
