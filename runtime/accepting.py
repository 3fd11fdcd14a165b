"""What is asked to run, checked before it is accepted."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from runtime.check import check
from runtime.events import Event, FileMade, StepFinished
from runtime.plan import Plan, plan_of
from runtime.problems import Problem, Problems
from runtime.recorded import Recorded
from runtime.sealing import sealed
from runtime.stores import Stores
from storage.errors import NotFound
from storage.samples import with_samples
from storage.vault import Vault

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
    vault: Vault | None = None

    def sealed(self, model: Any) -> Any:
        """The caller's model as it may be stored."""
        return sealed(self.plan, model, self.vault)


class Acceptance:
    """Finds what a caller asks for. Plans of published versions are made once: versions never change."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._plans: dict[tuple[str, str, int], Plan] = {}
        self._live: dict[tuple[str, str], tuple[Any, ...]] = {}
        self._older = lru_cache(maxsize=64)(self._read_older)
        self._lock = Lock()

    def accept(self, flow_id: str | None, sandbox: str, dry: bool, document: dict[str, Any] | None,
               files: dict[str, str], *, wanted: int | None = None) -> Accepted:  # fmt: skip
        """Raises `Problems`, `NotFound` or `Conflict`; then nothing was accepted.

        The version that is `wanted` runs in place of the live one, as long as the flow is not paused.
        """
        version: int | None = None
        if document is not None:
            plan = self._checked(document, sandbox, flow_id)
        elif dry:
            draft = self._stores.flows(sandbox).get(flow_id or "")
            document = with_samples(draft.document, draft.samples)
            plan = self._checked(document, sandbox, flow_id)
        else:
            version, document, plan = self._published(sandbox, flow_id or "")
            if wanted not in (None, version):
                version, document, plan = self._older(sandbox, flow_id or "", wanted or 0)
        self._check_files(plan, files, dry)
        return Accepted(document, plan, version, str(document.get("name") or ""), files, self._stores.vault)

    def kept_effects(self, plan: Plan, recorded: Recorded, from_step: str | None) -> Iterator[Event]:
        """What finished before a step, to be told again in a new run: effects among it are not done again."""
        if from_step is None:
            return
        before = plan.order[: plan.order.index(from_step)]
        for step in plan.steps:
            if step.id not in before or step.id not in recorded.finished:
                continue
            made: list[FileMade] = [one for one in recorded.made.values() if one.step == step.id and step.effect]
            yield from made
            if made or step.remembered or not step.effect:
                finished: StepFinished = recorded.finished[step.id]
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

    def _read_older(self, sandbox: str, flow: str, version: int) -> tuple[int, dict[str, Any], Plan]:
        document = self._stores.flows(sandbox).version(flow, version)
        return version, document, plan_of(document)

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

    def _checked(self, document: dict[str, Any], sandbox: str, flow: str | None) -> Plan:
        known = self._stores.known(sandbox).inside(flow)
        errors = check(document, files=self._stores.files, known=known).errors
        if errors:
            raise Problems(*errors)
        return plan_of(document)
