"""Which steps of a draft still are what a run ran: its counts are told beside these alone."""

from typing import Any

from editor.designer.wiring import Document, Step, reads, steps


def unchanged(ran: Document, draft: Document) -> set[str]:
    """The steps that do the same on the same: equal themselves, and all that they read is, up to the inputs."""
    before, same = _deeds(ran), set[str]()
    for step, deed in _deeds(draft).items():
        if before.get(step) == deed and all(source in same for source in deed[-1]):
            same.add(step)
    return same


def upstream(document: Document, step_id: str) -> set[str]:
    """The step, and everything that its items come from."""
    deeds, found, ahead = _deeds(document), set[str](), [step_id]
    while ahead:
        step = ahead.pop()
        if step not in found:
            found.add(step)
            ahead += deeds[step][-1] if step in deeds else ()
    return found


def _deeds(document: Document) -> dict[str, tuple[Any, ...]]:
    """What each step does, in reading order; names, notes and samples change nothing. The sources stand last."""
    deeds: dict[str, tuple[Any, ...]] = {}
    earlier: list[Step] = []
    for step in steps(document):
        sources = [source for source, _ in reads(step, earlier)]
        settings, advanced = step.get("settings") or {}, step.get("advanced") or {}
        deeds[step["id"]] = (step.get("type"), step.get("enabled", True), settings, advanced, sources)
        earlier.append(step)
    return deeds
