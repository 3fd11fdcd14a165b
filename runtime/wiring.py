"""Which step reads which: explicit sources, the nearest one before, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from runtime.problems import Problem
from runtime.settings import nearest_name
from runtime.step_type import Group, StepType
from storage.documents import Flow, Step

Sources = dict[str, str | None]
"""Source setting → the id of the step that is read; None where none is known."""


@dataclass
class Wiring:
    """The flow's steps in reading order and what each one reads, disabled steps looked through."""

    order: list[str] = field(default_factory=list)
    written: dict[str, Sources] = field(default_factory=dict)
    """Sources as people see them: null replaced by the nearest enabled step before, disabled ones kept."""
    read: dict[str, Sources] = field(default_factory=dict)
    """The same with each disabled step replaced by what it hands on."""
    problems: list[Problem] = field(default_factory=list)
    forward: bool = False
    """Some step names a later one: only then can there be a circle."""

    def readers(self, step: str) -> list[str]:
        """Who reads this step's model, in reading order."""
        return [reader for reader, sources in self.read.items() if step in sources.values()]


def wire(flow: Flow, catalog: Mapping[str, type[StepType]]) -> Wiring:
    """Resolve every source; a step whose source cannot be used gets None there and a problem."""
    steps = list(flow.steps())
    wiring = Wiring(order=[step.id for step in steps])
    places = {step.id: at for at, step in reversed(list(enumerate(steps)))}
    for at, step in enumerate(steps):
        if places[step.id] != at:
            wiring.problems.append(Problem(code="duplicate_step_id", step=step.id, parameters={"id": step.id}))
            continue
        kind = catalog.get(step.type)
        settings = kind.source_settings() if kind else []
        # Only a step's first source may be left out, and an input's never stands for “the one before”.
        may = {settings[0]} if kind and settings and kind.group is not Group.INPUT else set()
        wiring.written[step.id] = {
            setting: _written(step, setting, before=steps[:at] if setting in may else []) for setting in settings
        }
    by_id = {step.id: step for step in reversed(steps)}
    wiring.forward = any(
        places.get(source or "", -1) > places[step] for step, read in wiring.written.items() for source in read.values()
    )
    for step in steps:
        if step.id in wiring.written and step.id not in wiring.read:
            wiring.read[step.id] = {}
            for setting in wiring.written[step.id]:
                wiring.read[step.id][setting] = _read(step, setting, wiring, by_id, places)
    return wiring


def _written(step: Step, setting: str, before: list[Step]) -> str | None:
    """What the document says, or the nearest enabled step before where it says nothing."""
    said = step.settings.get(setting)
    if isinstance(said, str) and said:
        return said
    return next((other.id for other in reversed(before) if other.enabled), None)


def _read(step: Step, setting: str, wiring: Wiring, by_id: dict[str, Step], places: dict[str, int]) -> str | None:
    """The step that is really read, or None with a problem (a disabled step has none of its own)."""
    source = wiring.written[step.id][setting]
    found = _fault(step, source, wiring, by_id, places)
    seen = {step.id}
    while found is None and source and not by_id[source].enabled and source not in seen:
        seen.add(source)
        onward = next(iter(wiring.written.get(source, {}).values()), None)
        if onward is None:
            found = ("source_disabled", {"source": source, "name": by_id[source].name or source})
        else:
            found = _fault(by_id[source], onward, wiring, by_id, places)
        source = onward
    if found and step.enabled:
        code, parameters = found
        wiring.problems.append(Problem(code=code, step=step.id, setting=setting, parameters=parameters))
    return None if found else source


def _fault(step: Step, source: str | None, wiring: Wiring, by_id: dict[str, Step],
           places: dict[str, int]) -> tuple[str, dict[str, str | None]] | None:  # fmt: skip
    """What is wrong with reading `source`, as a code with parameters."""
    if source is None:
        return None
    if source not in by_id:
        near = nearest_name(source, by_id)
        return (
            ("source_unknown_near", {"source": source, "nearest": near})
            if near
            else ("source_unknown", {"source": source})
        )
    named: dict[str, str | None] = {"source": source, "name": by_id[source].name or source}
    if source == step.id:
        return "source_self", named
    if places[source] > places[step.id]:
        return ("source_cycle" if _leads_to(source, step.id, wiring) else "source_later"), named
    if wiring.forward and _leads_to(source, step.id, wiring):
        return "source_cycle", named
    return None


def _leads_to(start: str, goal: str, wiring: Wiring) -> bool:
    """Whether `start` reads `goal`, directly or through others; only backward references can close a circle."""
    waiting, seen = [start], set[str]()
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            waiting += [source for source in wiring.written.get(here, {}).values() if source]
    return False
