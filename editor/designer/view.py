"""What the board shows, as plain values: a function of the draft, the language and a run; and the difference of two.

Phases carry their number by order and the ids of their cards; cards are told apart, so that an edit sends the cards
that it changed and nothing else.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from editor.designer.titles import group, icon, title, type_label
from editor.designer.wiring import Document, Step, nearest, sources, steps
from runtime.problems import Problem
from runtime.step_type import Group
from runtime.steps import CATALOG

Foot = dict[str, Any]
"""The line that matters now: `kind` (problem, warning, ok, running, failed, note), `text`, `right`, `progress` 0…1."""


@dataclass
class View:
    """`phases`: [{id, name, steps: [ids]}]; `cards`: id → what a card shows and whom it reads."""

    phases: list[dict[str, Any]] = field(default_factory=list)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        return {"phases": self.phases, "cards": self.cards}


class Reader(Protocol):
    """The person who looks: their language, and sentences in it."""

    language: str

    def say(self, key: str, **parameters: Any) -> str: ...
    def explain(self, wrong: Problem, step_type: str = "") -> str: ...


def view(document: Document, problems: list[Problem], feet: dict[str, Foot], reader: Reader) -> View:
    """The board of a document. `feet` come from a run; without one a card's first problem is its foot."""
    shown = View()
    names = {step["id"]: title(step, reader.language) for step in steps(document)}
    first = _first_problems(problems)
    earlier: list[Step] = []
    for phase in document.get("phases", ()):
        ids = [step["id"] for step in phase.get("steps", ())]
        shown.phases.append({"id": phase["id"], "name": phase.get("name", ""), "steps": ids})
        for step in phase.get("steps", ()):
            foot = feet.get(step["id"])
            if foot is None and step["id"] in first:
                foot = _problem_foot(first[step["id"]], step, reader)
            shown.cards[step["id"]] = _card(step, earlier, foot, names, reader)
            earlier.append(step)
    return shown


def difference(old: View, new: View) -> dict[str, Any]:
    """What turns `old` into `new`: the new order of phases with the changed ones in full, and changed cards.

    An empty dict where nothing changed.
    """
    patch: dict[str, Any] = {}
    if old.phases != new.phases:
        before = {phase["id"]: phase for phase in old.phases}
        patch["order"] = [phase["id"] for phase in new.phases]
        patch["phases"] = [phase for phase in new.phases if before.get(phase["id"]) != phase]
    cards = {id: card for id, card in new.cards.items() if old.cards.get(id) != card}  # noqa: A001
    gone = [id for id in old.cards if id not in new.cards]  # noqa: A001
    if cards:
        patch["cards"] = cards
    if gone:
        patch["gone"] = gone
    return patch


def _card(step: Step, earlier: list[Step], foot: Foot | None, names: dict[str, str], reader: Reader) -> dict[str, Any]:
    step_type = step.get("type", "")
    reads = _reads(step, earlier)
    read_names = ", ".join(names.get(source, source) for source, _ in reads)
    return {
        "id": step["id"],
        "title": names[step["id"]],
        "kind": step_type,
        "type": type_label(step_type, reader.language),
        "icon": icon(step_type),
        "group": group(step_type),
        "on": step.get("enabled", True),
        "note": step.get("note", ""),
        "reads": reads,
        "told": reader.say("designer.reads", names=read_names) if reads else "",
        "foot": foot,
    }


def _reads(step: Step, earlier: list[Step]) -> list[tuple[str, bool]]:
    """The steps read, each with whether it is written; the first one may stay unwritten and means the nearest."""
    reads: list[tuple[str, bool]] = []
    for place, source in enumerate(sources(step).values()):
        if source:
            reads.append((source, True))
        elif place == 0 and CATALOG[step["type"]].group is not Group.INPUT and (unwritten := nearest(earlier)):
            reads.append((unwritten, False))
    return reads


def _first_problems(problems: list[Problem]) -> dict[str, Problem]:
    """The first error of each step, or its first warning."""
    first: dict[str, Problem] = {}
    for problem in problems:
        known = first.get(problem.step or "")
        if problem.step and (known is None or (known.severity == "warning" and problem.severity == "error")):
            first[problem.step] = problem
    return first


def _problem_foot(problem: Problem, step: Step, reader: Reader) -> Foot:
    words = reader.explain(problem, str(step.get("type", "")))
    return {"kind": "problem" if problem.severity == "error" else "warning", "text": words}
