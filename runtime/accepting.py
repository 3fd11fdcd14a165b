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

_MOST = 500
"""Flows that are known without reading them again."""


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
        self._live: dict[tuple[str, str], tuple[Any, ...]] = {}
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
            version, document, plan = self._published(sandbox, flow_id or "")
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
                if len(self._plans) > _MOST:
                    del self._plans[next(iter(self._plans))]
            return self._plans[key]

    def _published(self, sandbox: str, flow: str) -> tuple[int, dict[str, Any], Plan]:
        """The live version; read again only when the flow's file is another one."""
        flows = self._stores.flows(sandbox)
        stamp = flows.stamp(flow)
        seen, *live = self._live.get((sandbox, flow), (None,))
        if stamp is None or seen != stamp:
            version, document = flows.live(flow)
            live = [version, document, self._plan((sandbox, flow, version), document)]
            self._live = {} if len(self._live) > _MOST else self._live
            self._live[sandbox, flow] = (stamp, *live)
        return live[0], live[1], live[2]

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
