"""Deeds for a user per item: each done once, its result beside its item; what is wrong with one is the item's end."""

from collections.abc import Callable, Mapping
from typing import Any

from runtime.context import Context
from runtime.model import Item, Model
from runtime.picked import Picked
from runtime.placed_text import as_text as as_words
from runtime.problems import Outage, Problem, Problems, problem
from runtime.schema import FieldType

Deed = Callable[[Mapping[str, str], str], Any]
"""Gets the item's values as texts by setting, "" for null, and the part's idempotency key; gives any JSON."""


def for_each_user(ctx: Context, model: Model, paths: Mapping[str, str | None], deed: Deed, *,
                  into: str, kind: FieldType) -> Model:  # fmt: skip
    """The items with what the deed gave each. `paths` are the settings that name fields; None is not asked for."""
    picked = Picked.of(model, {setting: path for setting, path in paths.items() if path is not None})
    values: list[Any] = []
    kept: list[bool] = []
    for at, row in enumerate(picked.rows()):
        done = _done(ctx, at, row, deed, picked)
        if "problem" in done:
            found = Problem.model_validate(done["problem"])
            ctx.faults.bad(at, found.code, picked.item(at), setting=found.setting, **found.parameters)
        values.append(done.get("value"))
        kept.append("problem" not in done or ctx.faults.policy != "skip_item")
    return model.beside(values, into, kind, kept)


def rehearsed(ctx: Context, model: Model, paths: Mapping[str, str | None], code: str, *, into: str,
              kind: FieldType, sample: Any) -> Model:  # fmt: skip
    """The items with the `sample` that stands for each result; how many deeds it would be is said as `code`."""
    count = Picked.of(model, {setting: path for setting, path in paths.items() if path is not None}).values.count()
    ctx.would(code, count=count)
    return model.beside([sample] * count, into, kind)


def as_text(value: Any) -> str:
    """A value as people write it: whole numbers without a point, nothing for null."""
    return as_words(int(value) if isinstance(value, float) and value.is_integer() else value)


def text_of(setting: str, value: Any) -> str:
    """The same for a setting that wants one value; `Problems` for lists and objects."""
    if isinstance(value, dict | list):
        raise problem("text_from_many", setting)
    return as_text(value)


def once_for(ctx: Context, at: int, item: Callable[[], Any], deed: Callable[[str], Item]) -> Item:
    """What the deed gives for the item at that place, unless an earlier attempt did it; it gets the key of its part.

    What is wrong with the item stops the run, or is kept as its `problem`.
    """

    def done(key: str) -> Item:
        try:
            return deed(key)
        except Outage:  # another attempt may succeed: this is no end of an item
            raise
        except Problems as wrong:
            if ctx.faults.policy == "stop":
                raise
            return {"problem": wrong.problems[0].model_dump(mode="json", exclude={"item"})}

    try:
        return ctx.once(str(at), done)
    except Problems as wrong:
        blame = {"index": at, "data": item()}
        raise type(wrong)(*(one.model_copy(update={"item": blame}) for one in wrong.problems)) from wrong


def _done(ctx: Context, at: int, row: Item, deed: Deed, picked: Picked) -> Item:
    def once(key: str) -> Item:
        return {"value": deed({setting: text_of(setting, value) for setting, value in row.items()}, key)}

    return once_for(ctx, at, lambda: picked.item(at), once)
