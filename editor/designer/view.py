"""What the board shows, as plain values: a function of the draft, the language and a run; and the difference of two.

Phases carry their number by order and the ids of their cards; cards are told apart, so that an edit sends the cards
that it changed and nothing else.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from editor.designer.titles import group, icon, title, type_label
from editor.designer.wiring import Document, Step, reads, steps
from runtime.problems import Problem

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


Made = dict[str, tuple[tuple[Any, ...], dict[str, Any]]]
"""Cards that were made, by step id, each with what it was made of."""


def view(document: Document, problems: list[Problem], feet: dict[str, Foot], reader: Reader,
         made: Made | None = None) -> View:  # fmt: skip
    """The board of a document. `feet` come from a run; without one a card's first problem is its foot.

    `made` is kept by the caller from one view to the next: a card made of the same step and words is not made again.
    """
    shown, made = View(), {} if made is None else made
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
            shown.cards[step["id"]] = _known_card(step, earlier, foot, names, reader, made=made)
            earlier.append(step)
    for gone in made.keys() - shown.cards.keys():
        del made[gone]
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


def _known_card(step: Step, earlier: list[Step], foot: Foot | None, names: dict[str, str], reader: Reader,
                *, made: Made) -> dict[str, Any]:  # fmt: skip
    """The card made before, as long as everything it tells is the same."""
    parts = (step, foot, reader.language, [(*read, names.get(read[0])) for read in reads(step, earlier)])
    known = made.get(step["id"])
    if known is None or known[0] != parts:
        known = made[step["id"]] = (parts, _card(step, earlier, foot, names, reader))
    return known[1]


def _card(step: Step, earlier: list[Step], foot: Foot | None, names: dict[str, str], reader: Reader) -> dict[str, Any]:
    step_type = step.get("type", "")
    label = type_label(step_type, reader.language)
    read = reads(step, earlier)
    read_names = ", ".join(names.get(source, source) for source, _ in read)
    return {
        "id": step["id"],
        "title": names[step["id"]],
        "kind": step_type,
        "type": "" if names[step["id"]] == label else label,  # a step without a name says its type once
        "icon": icon(step_type),
        "group": group(step_type),
        "on": step.get("enabled", True),
        "note": step.get("note", ""),
        "reads": read,
        "told": reader.say("designer.reads", names=read_names) if read else "",
        "foot": foot,
    }


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
