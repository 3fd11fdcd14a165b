"""The response that a flow gives its caller."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Response:
    """What `write_response` said: JSON and an HTTP status."""

    content: Any
    status: int = 200


def shaped(items: list[dict[str, Any]], shape: str, leave_out_empty: bool) -> Any:
    """`list`, `first` (None without items) or `envelope` ({items, count})."""
    kept = [without_empty(item) for item in items] if leave_out_empty else items
    if shape == "first":
        return kept[0] if kept else None
    return {"items": kept, "count": len(kept)} if shape == "envelope" else kept


def without_empty(value: Any) -> Any:
    """The value without the fields that are null, at every depth; a null inside an array stays in its place."""
    if isinstance(value, dict):
        return {name: without_empty(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [without_empty(part) for part in value]
    return value
