"""How the parts of a line stand beside each other in a form that is 336 px wide."""

from dataclasses import dataclass
from typing import Any

from editor.forms.kinds import Asked


@dataclass(frozen=True)
class Choice:
    """The parts of a line of which one is asked for at a time."""

    parts: tuple[str, ...]

    def chosen(self, line: Any) -> str:
        """The part that the line has; the first where it has none."""
        given = line if isinstance(line, dict) else {}
        filled = [part for part in self.parts if given.get(part) is not None]
        present = [part for part in self.parts if part in given]
        return (filled or present or list(self.parts))[0]


FIELD_OR_VALUE = Choice(("field", "value"))


@dataclass(frozen=True)
class Cell:
    """One part of a line (or a choice among parts), its share of the width, and a sign before it."""

    part: str
    width: str = "minmax(0, 1fr)"
    choice: Choice | None = None
    sign: str = ""

    @property
    def label(self) -> str:
        return self.choice.parts[0] if self.choice and not self.part else self.part


WIDE = "minmax(0, 1.4fr)"

LAYOUTS: dict[str, tuple[tuple[Cell, ...], ...]] = {
    "Condition": (
        (Cell("field", WIDE), Cell("operator", "minmax(0, 1.3fr)"), Cell("", choice=Choice(("value", "other_field")))),
    ),
    "MathOperation": (
        (
            Cell("left", choice=FIELD_OR_VALUE),
            Cell("operator", "56px"),
            Cell("right", choice=FIELD_OR_VALUE),
        ),
        (Cell("into", sign="="),),
    ),
    "MapEntry": (
        (Cell("to"), Cell("type", "112px")),
        (Cell("", sign="=", choice=Choice(("from", "value", "expression"))),),
    ),
    "TemplateEntry": (
        (Cell("to"), Cell("type", "112px")),
        (Cell("", sign="=", choice=Choice(("from", "value", "expression"))),),
    ),
    "GivenFile": ((Cell("input"), Cell("field", sign="=")),),
    "Recipient": ((Cell("", choice=Choice(("field", "user", "role"))),),),
    "MessageParameter": ((Cell("to"), Cell("value", sign="=")),),
    "ParameterEntry": (
        (Cell("to"), Cell("type", "112px")),
        (Cell("", sign="=", choice=Choice(("from", "value", "expression"))),),
    ),
    "ColumnEntry": ((Cell("column"), Cell("field", sign="→"), Cell("type", "92px")),),
    "ExportEntry": ((Cell("field"), Cell("column", sign="→")),),
    "JoinEntry": ((Cell("from"), Cell("to", sign="→")),),
    "EntryValue": ((Cell("field"), Cell("", sign="←", choice=Choice(("from", "value")))),),
    "UserValue": ((Cell("field"), Cell("", sign="←", choice=Choice(("from", "value")))),),
    "KeyValue": ((Cell("field"), Cell("", sign="=", choice=Choice(("from", "value")))),),
    "EntryCondition": (
        (
            Cell("field", "minmax(0, 1.2fr)"),
            Cell("operator", "minmax(0, 1.1fr)"),
            Cell("", "minmax(0, 1.2fr)", Choice(("value", "from"))),
        ),
    ),
    "EntryOrder": ((Cell("field", WIDE), Cell("direction")),),
    "CatalogPath": ((Cell("field"), Cell("component", sign="→")),),
    "ArrayOperation": ((Cell("operation", "104px"), Cell("field")), (Cell("into", sign="→"),)),
    "Parameter": (
        (Cell("name"), Cell("place", "104px"), Cell("type", "124px"), Cell("required", "72px"), Cell("value")),
    ),
    "ExpectedField": ((Cell("name"), Cell("type", "92px"), Cell("required", "72px")),),
}
"""By the class of the line; others stand in one row, part by part."""

IN_ORDER = {"MathOperation", "MapEntry", "ExportEntry", "JoinEntry", "ArrayOperation", "EntryOrder"}
"""Lines whose order matters: they can be moved."""

PAIRED = {"left_keys": "right_keys"}
"""Lists that belong together line by line: asked for as one, side by side."""


def rows_of(asked: Asked) -> tuple[tuple[Cell, ...], ...]:
    """The rows of one line of `asked`."""
    known = LAYOUTS.get(asked.model.__name__) if asked.model else None
    return known or (tuple(Cell(part.name) for part in asked.parts),)


def columns(row: tuple[Cell, ...]) -> str:
    """The CSS columns of a row, signs included."""
    return " ".join(f"auto {cell.width}" if cell.sign else cell.width for cell in row)
