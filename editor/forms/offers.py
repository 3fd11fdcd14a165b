"""What a picker offers: the fields of a schema with their types, the earlier steps with their names."""

from dataclasses import dataclass
from typing import Any

from runtime.schema import Kind, Schema, paths

BADGES = {
    Kind.STRING: "abc",
    Kind.INTEGER: "123",
    Kind.NUMBER: "1.5",
    Kind.DECIMAL: "0.00",
    Kind.BOOLEAN: "✓",
    Kind.ARRAY: "[ ]",
    Kind.OBJECT: "{ }",
    Kind.ANY: "∗",
}
ICONS = {Kind.DATE: "calendar_today", Kind.TIME: "schedule", Kind.DATETIME: "event"}


@dataclass(frozen=True)
class Offer:
    """One line of a picker: what is written, what is read, and its type."""

    value: str
    kind: Kind | None = None
    label: str = ""
    note: str = ""
    short: str = ""
    """What stands in the input where the label is too long for it."""

    def as_option(self, say_type: str = "") -> dict[str, Any]:
        """The same for the browser."""
        badge, icon = BADGES.get(self.kind, "") if self.kind else "", ICONS.get(self.kind, "") if self.kind else ""
        return {
            "value": self.value, "label": self.label or self.value, "note": self.note, "short": self.short,
            "badge": badge, "icon": icon, "type": say_type,
        }  # fmt: skip


def fields(schema: Schema | None) -> list[Offer]:
    """Every path of the schema; what lies inside arrays is entered by select_many, not picked."""
    return [Offer(path, found.kind) for path, found in paths(schema or {}) if "[]" not in path]


def arrays(schema: Schema | None) -> list[Offer]:
    """The paths that hold arrays (or may: `any`)."""
    return [offer for offer in fields(schema) if offer.kind in {Kind.ARRAY, Kind.ANY}]
