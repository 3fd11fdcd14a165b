"""Filters: one per line, a field, how it is compared, and with what. No page in it."""

from dataclasses import dataclass, field

from editor.data.entries.references import meant
from editor.data.entries.typed import Misread, read
from storage.component import AUTOMATIC, Component, ComponentField
from storage.entries import EntryCondition, Fault

_EMPTY = ("is_not_null", "is_null")
_ORDERED = ("equal", "not_equal", "greater", "greater_or_equal", "less", "less_or_equal", *_EMPTY)
OPERATORS = {
    "string": ("contains", "starts_with", "ends_with", "equal", "not_equal", *_EMPTY),
    "uri": ("contains", "starts_with", "ends_with", "equal", "not_equal", *_EMPTY),
    "boolean": ("equal", "not_equal", *_EMPTY),
    "catalog": ("equal", "not_equal", *_EMPTY),
    "file": _EMPTY,
    "array": _EMPTY,
}
TIMES = ("date", "time", "datetime")


@dataclass
class Filter:
    """A line that is being filled in; `operator` follows the field's type, `text` is what was typed."""

    field: ComponentField
    operator: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        self.operator = self.operator or operators(self.field)[0]

    def ask(self, found: ComponentField) -> None:
        """Ask another field: what was typed stays where it may mean something."""
        if found.type != self.field.type:
            self.text = ""
        self.field = found
        if self.operator not in operators(found):
            self.operator = operators(found)[0]

    @property
    def wants_value(self) -> bool:
        return self.operator not in _EMPTY

    @property
    def complete(self) -> bool:
        return not self.wants_value or bool(self.text.strip())

    def condition(self, language: str) -> EntryCondition:
        """`Misread` where the text is no value of the field's type."""
        if not self.wants_value:
            return EntryCondition(self.field.name, self.operator)
        if self.field.type == "catalog":
            other = meant(self.text)
            if other is None:
                raise Misread(self.field, "entry_no_catalog", self.text)
            return EntryCondition(self.field.name, self.operator, other)
        return EntryCondition(self.field.name, self.operator, read(self.field, self.text, language))


@dataclass
class Filters:
    lines: list[Filter] = field(default_factory=list)

    def conditions(self, language: str) -> tuple[list[EntryCondition], list[Fault]]:
        """What the complete lines ask, and what is wrong with others."""
        found: list[EntryCondition] = []
        faults: list[Fault] = []
        for one in self.lines:
            if one.complete:
                try:
                    found.append(one.condition(language))
                except Misread as wrong:
                    faults.append(wrong.fault)
        return found, faults

    def follow(self, component: Component) -> None:
        """The component was redesigned: fields by their ids; those that are gone take their lines along."""
        known = {one.id: one for one in askable(component)}
        self.lines = [one for one in self.lines if one.field.id in known]
        for one in self.lines:
            one.ask(known[one.field.id])


def askable(component: Component) -> list[ComponentField]:
    """The fields that may be asked for, and what every entry has besides; a proxy is asked for its query fields."""
    if component.proxy:
        return [one for one in component.stored if one.query]
    return [*component.stored, *AUTOMATIC.values()]


def operators(asked: ComponentField) -> tuple[str, ...]:
    return OPERATORS.get(asked.type, _ORDERED)


def operator_key(asked: ComponentField, operator: str) -> str:
    """The key of its words: times come before and after, numbers are less and greater."""
    times = asked.type in TIMES and operator in ("greater", "greater_or_equal", "less", "less_or_equal")
    return f"data.operators.{'time_' if times else ''}{operator}"
