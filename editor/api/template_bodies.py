"""A template as a client writes it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from editor.api.designs import misshapen
from editor.api.errors import Malformed
from runtime.problems import Problems, problem
from runtime.services.templates.asking import look
from runtime.services.templates.rendering import named
from storage.exact_json import is_unicode
from storage.files import Files
from storage.template import UPLOADED, Template

_OURS = ("id", "etag", "revision", "updated", "updated_by", "file", "file_name", "fields")
"""Members that only the server writes; a PUT of what a GET gave may carry them."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: str = Field(pattern=r"\S")
    kind: Literal["html", "text", "docx", "xlsx"]
    text: str = ""
    language: Literal["en", "fr"] = "en"
    pictures: dict[str, str] = Field(default_factory=dict)
    sample: dict[str, Any] | list[Any] | None = None


def written(id: str, body: Any, before: Template | None, files: Files) -> Template:
    """The template that a body describes, with the fields that it asks for.

    `Malformed` names every member that is not of its shape, `Problems` what is wrong with the text; `NotFound` for a
    picture that is not stored. The document of an office template stays: it has an address of its own.
    """
    if not isinstance(body, dict):
        raise Malformed("body_not_object")
    if not is_unicode(body):
        raise Malformed("body_not_json", line=1, column=1)
    try:
        given = _Written.model_validate({name: value for name, value in body.items() if name not in _OURS})
    except ValidationError as refused:
        raise misshapen(refused) from None
    made = Template(id=id, **given.model_dump())
    for picture in made.pictures.values():
        files.info(picture)
    if made.kind not in UPLOADED:
        refuse_other_kind(made, before)
        return made.model_copy(update={"fields": fields_of(made)})
    if before is None or made.text:
        raise problem("template_needs_document", name=made.name)
    refuse_other_kind(made, before)
    return made.model_copy(update=before.model_dump(include={"file", "file_name", "fields"}))


def refuse_other_kind(made: Template, before: Template | None) -> None:
    """Steps that fill a template count on its kind."""
    if before and before.kind != made.kind:
        raise problem("template_other_kind", name=made.name, kind=before.kind)


def fields_of(template: Template) -> list[str]:
    try:
        return look(template.kind, template.text.encode())
    except Problems as wrong:
        raise Problems(*(named(found, template) for found in wrong.problems)) from wrong
