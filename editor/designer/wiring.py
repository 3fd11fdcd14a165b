"""Who reads whom: steps in reading order, and the sources that their settings name."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from runtime.step_type import Group
from runtime.steps import CATALOG

Document = dict[str, Any]
Phase = dict[str, Any]
Step = dict[str, Any]


def steps(document: Document) -> Iterator[Step]:
    """Every step in reading order: phases left to right, steps top to bottom."""
    for phase in document.get("phases", ()):
        yield from phase.get("steps", ())


def phase_of(document: Document, phase_id: str) -> Phase:
    """The phase; KeyError where the flow has none of that id."""
    for phase in document.get("phases", ()):
        if phase["id"] == phase_id:
            found: Phase = phase
            return found
    raise KeyError(phase_id)


def step_of(document: Document, step_id: str) -> Step:
    """The step; KeyError where the flow has none of that id."""
    for step in steps(document):
        if step["id"] == step_id:
            return step
    raise KeyError(step_id)


@cache
def source_settings(step_type: str) -> list[str]:
    """The settings of a type that name an earlier step; none for a type that this release does not know."""
    return CATALOG[step_type].source_settings() if step_type in CATALOG else []


def sources(step: Step) -> dict[str, str | None]:
    """What the step's settings say, setting by setting; None is the nearest step before it."""
    settings = step.get("settings", {})
    return {name: settings.get(name) for name in source_settings(step.get("type", ""))}


def readers(document: Document, step_id: str) -> list[tuple[Step, str]]:
    """The steps that name this one as a source, each with the setting that does."""
    return [(step, name) for step in steps(document) for name, source in sources(step).items() if source == step_id]


def before(document: Document, step_id: str) -> list[Step]:
    """The steps that come earlier in reading order."""
    earlier: list[Step] = []
    for step in steps(document):
        if step["id"] == step_id:
            return earlier
        earlier.append(step)
    raise KeyError(step_id)


def nearest(earlier: list[Step]) -> str | None:
    """The id of the last step that is switched on: what a source means that is not written."""
    return next((step["id"] for step in reversed(earlier) if step.get("enabled", True)), None)


def reads(step: Step, earlier: list[Step]) -> list[tuple[str, bool]]:
    """The steps read, each with whether it is written; the first one may stay unwritten and means the nearest."""
    found: list[tuple[str, bool]] = []
    for place, source in enumerate(sources(step).values()):
        if source:
            found.append((source, True))
        elif place == 0 and CATALOG[step["type"]].group is not Group.INPUT and (unwritten := nearest(earlier)):
            found.append((unwritten, False))
    return found


def first_wiring(document: Document, step_id: str) -> dict[str, str | None]:
    """The sources that a new step gets in writing: the nearest step, and for a second source a model nobody reads."""
    step = step_of(document, step_id)
    names = source_settings(step["type"])
    if not names or CATALOG[step["type"]].group is Group.INPUT:
        return {}
    earlier = before(document, step_id)
    main = nearest(earlier)
    wiring = {names[0]: main}
    for name in names[1:]:
        wiring[name] = nearest([one for one in earlier if one["id"] != main and not readers(document, one["id"])])
    return wiring
