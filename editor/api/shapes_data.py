"""The shapes of answers about components and entries, for the OpenAPI document."""

from typing import Any

from editor.api.shapes import Shape


class FieldView(Shape):
    """A field: its `id` never changes; `catalog` is the component that a reference leads to."""

    id: str
    name: str
    type: str
    required: bool
    primary_key: bool
    query: bool
    virtual: bool
    catalog: str | None
    pattern: str | None


class ComponentView(Shape):
    """A component; `proxy` names the flows that answer for one without a table of its own."""

    id: str
    name: str
    description: str
    fields: list[FieldView]
    proxy: dict[str, Any] | None
    revision: int
    etag: str


class ComponentList(Shape):
    items: list[ComponentView]
    next: None


class EntryPage(Shape):
    """`next` is the address of the following page, null on the last one."""

    items: list[dict[str, Any]]
    next: str | None


class EntryReceipt(Shape):
    """What a write answers; `etag` is also in the ETag header."""

    id: int
    etag: str
