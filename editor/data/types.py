"""The types of fields as people see them: a sign and a word each."""

from storage.component import FIELD_TYPES, ComponentField

COMPUTED = "computed"
"""How a virtual field is called where types are chosen: a text made of other fields."""
CHOICES = (*FIELD_TYPES, COMPUTED)
BADGES = {"string": "abc", "integer": "123", "number": "1.5", "boolean": "✓", "array": "[ ]", COMPUTED: "{ }"}
ICONS = {
    "date": "calendar_today", "time": "schedule", "datetime": "event", "uri": "link", "file": "draft",
    "catalog": "table_view",
}  # fmt: skip
NUMBERS = ("integer", "number")
TEXTS = ("string", "uri")
ORDERED = ("integer", "number", "date", "time", "datetime")


def type_of(field: ComponentField) -> str:
    """The type as it is chosen and shown."""
    return COMPUTED if field.virtual else field.type


def mark(kind: str) -> dict[str, str]:
    """The sign of a type, for offers and column heads."""
    sign = ICONS.get(kind, "")
    return {"badge": BADGES.get(kind, ""), "icon": f"sym_o_{sign}" if sign else ""}
