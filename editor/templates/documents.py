"""Templates of files that somebody brings: office documents, pages, texts."""

from pathlib import PurePath

from runtime.installation import Installation
from runtime.problems import Problems, problem
from runtime.services.templates.asking import look
from runtime.services.templates.rendering import named
from storage.template import UPLOADED, Template

BIGGEST = 20 * 2**20
"""Bytes of an uploaded template."""
ENDINGS = {"html": "html", "htm": "html", "txt": "text", "docx": "docx", "xlsx": "xlsx"}
"""The kinds of template by the endings of files."""


def uploaded(installation: Installation, author: str, file_name: str, content: bytes) -> Template:
    """The template that a file is; `Problems` where it is none. Office files go into the store, texts do not."""
    kind = ENDINGS.get(PurePath(file_name).suffix.lower().removeprefix("."))
    if kind is None:
        raise problem("template_kind_unknown", name=file_name)
    made = Template(name=file_name, kind=kind, file_name=file_name)
    try:
        if kind in UPLOADED:
            fields = look(kind, content)
            info = installation.files.add(content, file_name, creator=author)
            return made.model_copy(update={"fields": fields, "file": info.id})
        text = content.decode("utf-8-sig")
        return made.model_copy(update={"fields": look(kind, text.encode()), "text": text, "file_name": ""})
    except UnicodeDecodeError as wrong:
        raise problem("template_not_utf8", name=file_name) from wrong
    except Problems as wrong:
        raise Problems(*(named(found, made) for found in wrong.problems)) from wrong
