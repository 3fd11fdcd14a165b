"""Word documents: Jinja in their text, `{%tr for … %}` in a row of a table repeats that row."""

import re
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate

from runtime.services.templates.environment import Environment
from runtime.services.templates.fields import fields_of
from runtime.services.templates.packed import packed

_TAG = re.compile(r"<[^>]+>")


def filled(source: bytes, values: dict[str, Any], language: Environment) -> bytes:
    document = DocxTemplate(packed(source, "word/document.xml"))
    document.render(values, language, autoescape=True)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def fields(source: bytes) -> list[str]:
    """Those of the text, of headers and footers."""
    document = DocxTemplate(packed(source, "word/document.xml"))
    document.init_docx()
    texts = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        texts += [document.get_part_xml(part) for _, part in document.get_headers_footers(uri)]
    return fields_of(Environment().parse("\n".join(document.patch_xml(text) for text in texts)))
