"""A mapping over items that have types of their own: JSON, JSON lines and Parquet."""

import polars as pl

from runtime.context import ReadOptions
from runtime.engines.polars_model import PolarsModel
from runtime.faults import Faults
from runtime.fields import MapEntry
from runtime.problems import Problem, Problems
from runtime.services.readers.rejects import Rejects
from runtime.services.writers.csv import cells


def mapped(model: PolarsModel, options: ReadOptions, rejects: Rejects, faults: Faults) -> PolarsModel:
    """The mapping's fields with their types; a value that does not fit is a bad item, which may be set aside."""
    if not options.mapping:
        return model
    lines = [MapEntry(to=entry.field, from_=entry.column, type=entry.type) for entry in options.mapping]
    try:
        if options.bad_rows == "collect":
            model = _without_bad(model, lines, rejects)
        return model.select(lines, False, faults)
    except Problems as wrong:
        raise Problems(*map(_on_our_line, wrong.problems)) from wrong


def _without_bad(model: PolarsModel, lines: list[MapEntry], rejects: Rejects) -> PolarsModel:
    """The items whose every value fits; the others go to the rejects with their number, counted from 1."""
    names = [f"f{at}" for at in range(len(lines))]
    flat = [line.model_copy(update={"to": name}) for line, name in zip(lines, names, strict=True)]
    untyped = [line.model_copy(update={"type": None}) for line in flat]
    passes = Faults("", "continue")
    typed = model.select(flat, False, passes).frame.select(pl.col(names).is_null()).collect()
    given = model.select(untyped, False, passes).frame.select(pl.col(names).is_not_null()).collect()
    bad = pl.any_horizontal(typed[name] & given[name] for name in names)
    rows = model.frame.select(list(model.schema)).collect()
    numbers = rows.select(at=bad).with_row_index("number").filter("at")["number"]
    if len(numbers):
        shown = rows[numbers.to_list()].lazy().select(cells(model.schema)).collect().cast(pl.String)
        rejects.finish(shown, [number + 1 for number in numbers], numbers[0], ";")
    return PolarsModel(rows.filter(~bad).lazy(), model.schema)


def _on_our_line(found: Problem) -> Problem:
    setting = (found.setting or "").replace("].from", "].column").replace("].to", "].field")
    return found.model_copy(update={"setting": setting})
