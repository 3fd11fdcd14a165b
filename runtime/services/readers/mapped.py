"""A mapping over items that have types of their own: JSON, JSON lines and Parquet."""

import polars as pl

from runtime.context import ReadOptions
from runtime.engines.polars_model import PolarsModel
from runtime.engines.texts import has_zone
from runtime.faults import Faults
from runtime.fields import ColumnEntry, MapEntry
from runtime.problems import Problem, Problems
from runtime.schema import Kind, lookup, parse_path
from runtime.services.readers.rejects import Rejects
from runtime.services.writers.csv import cells

_ZONED = "%Y-%m-%dT%H:%M:%S%.f%#z"


def mapped(model: PolarsModel, options: ReadOptions, rejects: Rejects, faults: Faults) -> PolarsModel:
    """The mapping's fields with their types; a value that does not fit is a bad item, which may be set aside."""
    if not options.mapping:
        return model
    lines = [_line(model, entry) for entry in options.mapping]
    try:
        if options.bad_rows == "collect":
            model = _without_bad(model, lines, [entry.column for entry in options.mapping], rejects)
        return model.select(lines, False, faults)
    except Problems as wrong:
        raise Problems(*map(_on_our_line, wrong.problems)) from wrong


def _line(model: PolarsModel, entry: ColumnEntry) -> MapEntry:
    """The mapping's line as a verb takes it; moments whose first text names its zone are read with their zones."""
    if entry.type is Kind.DATETIME and has_zone(_first_text(model, entry.column)):
        path = ".".join('"' + name.replace('"', '""') + '"' for name in parse_path(entry.column))
        return MapEntry(to=entry.field, expression=f"strptime({path}, '{_ZONED}')")
    return MapEntry(to=entry.field, from_=entry.column, type=entry.type)


def _first_text(model: PolarsModel, path: str) -> str:
    if (found := lookup(model.schema, path)) is None or found.kind is not Kind.STRING:
        return ""
    values = model.select([MapEntry(to="value", from_=path)], False, Faults("")).frame.select("value").drop_nulls()
    return str(next(iter(values.head(1).collect()["value"]), ""))


def _without_bad(model: PolarsModel, lines: list[MapEntry], paths: list[str], rejects: Rejects) -> PolarsModel:
    """The items whose values at the `paths` all fit; the others go to the rejects with their number, from 1."""
    names = [f"f{at}" for at in range(len(lines))]
    flat = [line.model_copy(update={"to": name}) for line, name in zip(lines, names, strict=True)]
    untyped = [MapEntry(to=name, from_=column) for name, column in zip(names, paths, strict=True)]
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
    setting = found.setting or ""
    for theirs, ours in (("].from", "].column"), ("].expression", "].column"), ("].to", "].field")):
        setting = setting.replace(theirs, ours)
    return found.model_copy(update={"setting": setting})
