"""Changes done in chunks: each chunk is one transaction, written once however often a run begins anew."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from runtime.context import Context
from runtime.entry_access import Change, Outcome
from runtime.model import Item
from runtime.problems import Outage, Problem, Problems

CHUNK = 1000
_TOLD = 20
"""Bad items of a chunk that are named at once."""
Shown = Callable[[int], Item]
"""The item that a change came from, to be shown."""


def written(ctx: Context, changes: Sequence[Change], shown: Shown) -> list[Outcome]:
    """What became of each change; a bad one stops the run, or fails alone, as the step says."""
    outcomes: list[Outcome] = []
    for part, start in enumerate(range(0, len(changes), CHUNK)):
        place = range(start, len(changes)).__getitem__
        outcomes += chunk(ctx, str(part), changes[start : start + CHUNK], place, shown)
    return outcomes


def chunk(ctx: Context, part: str, changes: Sequence[Change], place: Callable[[int], int], shown: Shown
          ) -> list[Outcome]:  # fmt: skip
    """One chunk; `place` tells where a change of it stands among all."""

    def deed(key: str) -> list[Any]:
        done = ctx.entries.write(changes, key, skip=ctx.faults.policy != "stop")
        return [[one.done, one.id, one.problem and one.problem.model_dump(mode="json")] for one in done]

    try:
        told = ctx.once(part, deed)
    except Outage:
        raise
    except Problems as wrong:
        raise Problems(*located(wrong, place, shown)) from wrong
    outcomes = [Outcome(done, entry, found and Problem.model_validate(found)) for done, entry, found in told]
    for at, one in enumerate(outcomes):
        if one.problem:
            ctx.faults.bad(place(at), one.problem.code, _once(shown, ctx, place(at)), **one.problem.parameters)
    return outcomes


def located(wrong: Problems, place: Callable[[int], int], shown: Shown) -> Iterator[Problem]:
    """The problems with the items that they are about."""
    for found in wrong.problems[:_TOLD]:
        if isinstance(found.item, dict):
            at = place(found.item["index"])
            yield found.model_copy(update={"item": {"index": at, "data": shown(at)}})
        else:
            yield found


def _once(shown: Shown, ctx: Context, at: int) -> Item | None:
    """Only the first bad item is shown: the others need not be looked up."""
    first = ctx.faults.first()
    return shown(at) if first is None or at < first.item["index"] else None  # type: ignore[index]
