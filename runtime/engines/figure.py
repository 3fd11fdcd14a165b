"""One figure over the elements of an array, as an aggregate of a group or as a figure inside each list."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from runtime.engines.calculation import LARGEST_DECIMAL
from runtime.engines.columns import Column
from runtime.engines.findings import Findings
from runtime.engines.taps import Check
from runtime.engines.texts import number_in
from runtime.fields import ArrayOperation
from runtime.schema import FieldType, Kind

_METHODS = {"min": "min", "max": "max", "sum": "sum", "average": "mean", "count": "count"}
_MOMENTS = (Kind.DATE, Kind.TIME, Kind.DATETIME)
_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL, Kind.STRING)


@dataclass(frozen=True)
class Figure:
    """One operation: what is taken of each element, how, and what becomes of it."""

    name: str
    operation: str
    element: pl.Expr
    type: FieldType
    setting: str
    target: tuple[str, ...]
    text: pl.Expr | None = None
    """Where elements are text: the text itself, to find and show what is no number."""
    whole: bool = False
    """A count of the elements themselves."""

    @property
    def wide(self) -> bool:
        return self.operation == "sum" and self.type.kind is Kind.INTEGER

    @property
    def exact(self) -> bool:
        return self.operation == "sum" and self.type.kind is Kind.DECIMAL

    @property
    def size(self) -> str:
        return f"{self.name}s"

    @property
    def misread(self) -> str:
        return f"{self.name}t"

    @property
    def watched(self) -> list[str]:
        """The raw columns that the checks look at."""
        if self.text is not None:
            return [self.misread]
        return [self.size] if self.exact else [self.name] if self.wide else []

    def result(self) -> Column:
        """The figure, given its raw value under `name`."""
        raw = pl.col(self.name)
        if self.operation in ("sum", "count"):
            raw = raw.fill_null(0)
        if self.exact:
            raw = pl.when(pl.col(self.size).abs() < LARGEST_DECIMAL).then(raw)
        if self.type.kind is Kind.INTEGER:
            raw = raw.cast(pl.Int64, strict=False)
        if self.text is not None and self.operation != "count":
            raw = pl.when(pl.col(self.misread).is_null()).then(raw)
        return Column(raw, self.type)

    def checks(self) -> list[Check]:
        if self.wide:
            raw = pl.col(self.name)
            return [Check(raw.cast(pl.Int64, strict=False).is_null() & raw.is_not_null(), "sum_overflow", self.setting,
                          raw.cast(pl.String))]  # fmt: skip
        if self.exact:
            size = pl.col(self.size)
            return [Check(size.abs() >= LARGEST_DECIMAL, "sum_overflow", self.setting, size.cast(pl.String))]
        if self.text is not None:
            shown = pl.col(self.misread)
            return [Check(shown.is_not_null(), "text_no_number", self.setting, shown)]
        return []

    def in_group(self) -> dict[str, pl.Expr]:
        """The raw values as aggregates over a group's items."""
        value = self.element.cast(pl.Int128) if self.wide else self.element
        made = {self.name: pl.len() if self.whole else getattr(value, _METHODS[self.operation])()}
        if self.exact:
            made[self.size] = self.element.cast(pl.Float64).sum()
        if self.text is not None:
            made[self.misread] = self.text.filter(_misread(self.text)).first()
        return made

    def in_lists(self, array: pl.Expr) -> dict[str, pl.Expr]:
        """The raw values as figures inside each list."""
        if self.whole:
            return {self.name: array.list.len()}
        size = array.list.eval(self.element.cast(pl.Float64)).list.sum().fill_null(0) if self.exact else None
        if size is not None:  # Polars stops the whole run at a sum of decimals that has no room
            array = pl.when(size.abs() < LARGEST_DECIMAL).then(array)
        values = array.list.eval(self.element.cast(pl.Int128) if self.wide else self.element)
        if self.operation == "count":
            return {self.name: values.list.drop_nulls().list.len()}
        made = {self.name: getattr(values.list, _METHODS[self.operation])()}
        if size is not None:
            made[self.size] = size
        if self.text is not None:
            wrong = array.list.eval(pl.when(_misread(self.text)).then(self.text))
            made[self.misread] = wrong.list.drop_nulls().list.first()
        return made


@dataclass(frozen=True)
class Elements:
    """What the elements of an array offer: their fields where they are objects, or themselves."""

    whole: Column
    fields: Mapping[str, Column]
    is_open: bool

    def column(self, found: Findings, operation: ArrayOperation, setting: str) -> Column:
        """What an operation looks at in each element."""
        path, plain = operation.field, self.whole.kind is not Kind.OBJECT and not self.whole.unknown
        if path is None:
            if not plain and not self.whole.unknown and operation.operation != "count":
                found.problem("figure_needs_field", f"{setting}.field", operation=operation.operation)
            return self.whole
        if not plain:
            return found.among(self.fields, self.is_open or self.whole.unknown, path, f"{setting}.field")
        if path != "value":
            found.problem("elements_without_fields", f"{setting}.field", field=path, type=str(self.whole.kind))
        return self.whole


def figure(found: Findings, operation: ArrayOperation, elements: Elements, name: str, setting: str) -> Figure | None:
    """The operation's figure, None (and a problem) where it cannot be taken."""
    column = elements.column(found, operation, setting)
    target, kind, doing = found.target(operation.into, f"{setting}.into"), column.kind, operation.operation
    if doing == "count":
        whole = operation.field is None
        return Figure(name, doing, column.expr, FieldType(Kind.INTEGER), setting, target, whole=whole)
    if column.unknown:
        return Figure(name, doing, pl.lit(None, dtype=pl.Float64), FieldType(Kind.NUMBER), setting, target)
    if kind in _MOMENTS and doing in ("min", "max"):
        return Figure(name, doing, column.expr, column.type, setting, target)
    if kind not in _NUMBERS:
        if kind is not Kind.OBJECT:
            found.problem("field_not_numeric", f"{setting}.field", field=operation.field or "", type=str(kind))
        return None
    if kind is Kind.STRING:
        number = number_in(column.expr)
        return Figure(name, doing, number, FieldType(Kind.NUMBER), setting, target, column.expr)
    kept = FieldType(Kind.NUMBER) if doing == "average" else column.type
    return Figure(name, doing, column.expr, kept, setting, target)


def _misread(text: pl.Expr) -> pl.Expr:
    return text.is_not_null() & number_in(text).is_null()
