"""What differs between two documents of one flow, in words for the publish sheet: by phase, step and setting."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Change:
    """One difference: a code of the `changes` sentences with parameters, and where it is."""

    code: str
    phase: str | None = None
    step: str | None = None
    setting: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)


def changes(old: dict[str, Any] | None, new: dict[str, Any]) -> list[Change]:
    """Old to new, in the new document's reading order; what is gone comes last. None: everything is new."""
    before, after = old or {}, new
    return [*_flow(before, after), *_phases(before, after), *_steps(before, after)]


def _flow(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    if old and old.get("name", "") != new.get("name", ""):
        yield Change("flow_renamed", parameters={"old": old.get("name", ""), "new": new.get("name", "")})
    if old and old.get("description", "") != new.get("description", ""):
        yield Change("flow_described")
    was = {given["name"]: given for given in old.get("inputs", [])}
    now = {given["name"]: given for given in new.get("inputs", [])}
    for name, given in now.items():
        if name not in was:
            yield Change("input_added", parameters={"name": name})
        elif given != was[name]:
            yield Change("input_changed", parameters={"name": name})
    for name in was.keys() - now.keys():
        yield Change("input_removed", parameters={"name": name})


def _phases(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    was = {phase["id"]: phase.get("name", "") for phase in old.get("phases", [])}
    now = {phase["id"]: phase.get("name", "") for phase in new.get("phases", [])}
    for phase, name in now.items():
        if phase not in was:
            yield Change("phase_added", phase, parameters={"name": name or phase})
        elif name != was[phase]:
            yield Change("phase_renamed", phase, parameters={"old": was[phase] or phase, "new": name or phase})
    for phase, name in was.items():
        if phase not in now:
            yield Change("phase_removed", phase, parameters={"name": name or phase})
    stayed = [phase for phase in now if phase in was]
    if stayed != [phase for phase in was if phase in now]:
        yield Change("phases_reordered")


def _steps(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    was, now = _placed(old), _placed(new)
    for step, (phase, at, content) in now.items():
        name = {"name": content.get("name") or step}
        if step not in was:
            yield Change("step_added", phase, step, parameters={**name, "type": content.get("type", "")})
            continue
        yield from _step(phase, step, name, was[step][2], content)
        if was[step][0] != phase or _neighbours(was, now, step) != _neighbours(now, was, step):
            yield Change("step_moved", phase, step, parameters={**name, "place": at + 1})
    for step, (phase, _, content) in was.items():
        if step not in now:
            yield Change("step_removed", phase, step, parameters={"name": content.get("name") or step})


def _step(phase: str, step: str, name: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    if old.get("name", "") != new.get("name", ""):
        yield Change("step_renamed", phase, step, parameters={"old": old.get("name") or step, "new": name["name"]})
    if old.get("type") != new.get("type"):
        yield Change(
            "step_type_changed", phase, step, parameters={**name, "old": old.get("type"), "new": new.get("type")}
        )
    if old.get("enabled", True) != new.get("enabled", True):
        yield Change("step_enabled" if new.get("enabled", True) else "step_disabled", phase, step, parameters=name)
    if old.get("note", "") != new.get("note", ""):
        yield Change("step_noted", phase, step, parameters=name)
    for room, prefix in (("settings", ""), ("advanced", "advanced.")):
        was, now = old.get(room) or {}, new.get(room) or {}
        for setting in sorted(was.keys() | now.keys(), key=[*now, *was].index):
            if was.get(setting) != now.get(setting):
                values = {"old": was.get(setting), "new": now.get(setting)}
                yield Change(
                    "setting_changed", phase, step, f"{prefix}{setting}", {**name, "setting": setting, **values}
                )


def _placed(document: dict[str, Any]) -> dict[str, tuple[str, int, dict[str, Any]]]:
    """Step id → its phase, its place there (0-based) and itself."""
    return {
        step["id"]: (phase["id"], at, step)
        for phase in document.get("phases", [])
        for at, step in enumerate(phase.get("steps", []))
    }


def _neighbours(here: dict[str, Any], there: dict[str, Any], step: str) -> str | None:
    """The step before it in its phase, among those that both documents have in that phase."""
    before = None
    for other, (phase, _, _) in here.items():
        if other == step:
            return before
        if phase == here[step][0] and other in there and there[other][0] == phase:
            before = other
    return None
