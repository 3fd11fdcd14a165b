"""A template: what documents are rendered from."""

from datetime import datetime
from typing import Any

from pydantic import Field

from storage.documents import Document

WRITTEN = ("html", "text")
"""Kinds that are written in the browser; the others are files that an office program made."""
UPLOADED = ("docx", "xlsx")
KINDS = (*WRITTEN, *UPLOADED)


class Template(Document):
    """One revision of a template. `id` is made once from the first name and stays when the template is renamed.

    Either `text` or `file` (the id of a stored file) holds the content. `fields` are the paths that it asks for, found
    when it was saved; `sample` is the JSON that previews are filled from.
    """

    id: str = ""
    name: str = ""
    kind: str = "html"
    text: str = ""
    file: str | None = None
    file_name: str = ""
    language: str = "en"
    """How numbers and dates are written."""
    fields: list[str] = Field(default_factory=list)
    pictures: dict[str, str] = Field(default_factory=dict)
    """Stored files by the names under which a page shows them: `<img src="logo.png">`."""
    sample: Any = None
    revision: int = 0
    author: str = ""
    time: datetime | None = None
