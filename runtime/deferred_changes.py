"""Changes that were put off: collected in reading order, and written in chunks."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from runtime.context import Context
from runtime.entry_access import Change, Outcome
from runtime.entry_changes import ChangesEntries
from runtime.entry_lanes import lanes
from runtime.entry_writing import chunk
from runtime.model import Item
from runtime.picked import Picked


@dataclass(frozen=True)
class Collected:
    """All changes, and where each came from."""

    changes: Sequence[Change]
    origins: Sequence[tuple[int, Picked]]
    """Of each step that put changes off: how many stand before its own, and its items."""
    keys: dict[str, list[str]]
    """The fields of the primary key by component."""

    def apply(self, ctx: Context, size: int, pause: float, parallel: int) -> list[Outcome]:
        """Chunks of one lane come after each other; lanes go side by side. The first failure ends all of them."""
        ways = lanes(self.changes, self.keys, parallel)
        failed: list[Exception] = []

        def go(number: int) -> list[Outcome]:
            outcomes: list[Outcome] = []
            places = ways[number]
            for part, start in enumerate(range(0, len(places), size)):
                if failed:
                    break
                if part and pause:
                    ctx.pause(pause)
                mine = places[start : start + size]
                try:
                    outcomes += chunk(ctx, f"{number}-{part}", [self.changes[at] for at in mine],
                                      mine.__getitem__, self.shown)  # fmt: skip
                except Exception as wrong:
                    failed.append(wrong)
            return outcomes

        found = _side_by_side(go, len(ways))
        if failed:
            raise failed[0]
        return [one for outcomes in found for one in outcomes]

    def shown(self, at: int) -> Item:
        """The item that the change at `at` came from."""
        start, picked = next(origin for origin in reversed(self.origins) if origin[0] <= at)
        return picked.item(at - start)


def collected(ctx: Context) -> Collected:
    """Everything that the steps before put off."""
    changes: list[Change] = []
    origins: list[tuple[int, Picked]] = []
    keys: dict[str, list[str]] = {}
    for one in ctx.deferred:
        step: ChangesEntries = one.settings
        origins.append((len(changes), step.picked(ctx, one.model)))
        changes += step.changes(origins[-1][1])
        component = ctx.known.get("component", step.component)
        keys[step.component] = [field.id for field in component.key] if component else []
    return Collected(changes, origins, keys)


def _side_by_side(go: Callable[[int], list[Outcome]], count: int) -> list[list[Outcome]]:
    if count == 1:
        return [go(0)]
    with ThreadPoolExecutor(max(count, 1)) as threads:
        return list(threads.map(partial(go), range(count)))
