"""What changes would do, for dry runs: looked up, never tried."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from runtime.context import Context
from runtime.entry_access import Change, Done
from runtime.entry_checks import design


def foretell(ctx: Context, changes: Sequence[Change]) -> list[Done]:
    """What would become of each change; how many entries of each component are concerned is said in the run."""
    told: dict[str, Iterator[Done]] = {}
    for component, mine in _by_component(changes).items():
        known = design(ctx.known, component)
        done = list(foreseen(ctx, component, mine))
        counts, told[component] = Counter(done), iter(done)
        ctx.would("would_change_entries", component=known.name if known else component,
                  created=counts["created"], updated=counts["updated"], deleted=counts["deleted"])  # fmt: skip
        if lost := counts["failed"] + counts["missing"]:
            ctx.would("would_find_no_entry", count=lost)
    return [next(told[one.component]) for one in changes]


def foreseen(ctx: Context, component: str, changes: Sequence[Change]) -> Iterator[Done]:
    """What would become of each change of one component, as far as can be told beforehand."""
    known = design(ctx.known, component)
    key = [field.id for field in known.key] if known else []
    keyed = list(dict.fromkeys(_key(one, key) for one in changes if one.kind in ("save", "remove")))
    owners = ctx.entries.find(component, [dict(zip(key, one, strict=True)) for one in keyed])
    there = {one for one, owner in zip(keyed, owners, strict=True) if owner is not None}
    named = list(dict.fromkeys(one.id for one in changes if one.kind in ("update", "delete")))
    ids = {one for one, entry in zip(named, ctx.entries.get(component, named), strict=True) if entry is not None}
    for one in changes:
        if one.kind == "create":
            yield "created"
        elif one.kind in ("save", "remove"):
            mark = _key(one, key)
            yield _done(one, mark in there)
            (there.add if one.kind == "save" else there.discard)(mark)
        else:
            yield _done(one, one.id in ids)


def _done(change: Change, there: bool) -> Done:
    if change.kind in ("remove", "delete"):
        return "deleted" if there else "missing"
    return "updated" if there else "created" if change.kind == "save" else "failed"


def _key(change: Change, fields: Sequence[str]) -> tuple[object, ...]:
    return tuple(change.values.get(field) for field in fields)


def _by_component(changes: Iterable[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for one in changes:
        found[one.component].append(one)
    return found
