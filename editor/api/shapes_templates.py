"""The shapes of answers about templates, for the OpenAPI document."""

from typing import Any

from editor.api.shapes import Shape


class TemplateView(Shape):
    """A template. `text` holds what is written in the browser, `file` names the stored document of the others.

    `fields` are the paths that it asks for, `pictures` stored files by the names that a page shows them under.
    """

    id: str
    etag: str
    name: str
    kind: str
    text: str
    file: str | None
    file_name: str
    language: str
    fields: list[str]
    pictures: dict[str, str]
    sample: Any
    revision: int
    updated: str
    updated_by: str


class TemplateList(Shape):
    items: list[TemplateView]
    next: None
