"""What a worker can do with each kind of template."""

from typing import Any

from runtime.services.templates.environment import Environment, environment
from runtime.services.templates.fields import fields_of

Answer = tuple[dict[str, Any], bytes]


def do(request: dict[str, Any], source: bytes) -> Answer:
    """`look` for the fields of a template, `fill` it; of what came of it a `picture` of a page, or an `outline`."""
    deeds = {"look": _look, "fill": _fill, "picture": _picture, "outline": _outline}
    return deeds[request["deed"]](request, source)


def _look(request: dict[str, Any], source: bytes) -> Answer:
    return {"fields": _fields(request["kind"], source)}, b""


def _fields(kind: str, source: bytes) -> list[str]:
    if kind == "docx":
        from runtime.services.templates.docx import fields

        return fields(source)
    if kind == "xlsx":
        from runtime.services.templates.xlsx import fields

        return fields(source)
    return fields_of(Environment().parse(source.decode()))


def _fill(request: dict[str, Any], source: bytes) -> Answer:
    kind, values = request["kind"], request["values"]
    language = environment(request["missing"], request["language"], kind in {"html", "docx"})
    if kind == "docx":
        from runtime.services.templates.docx import filled

        return {}, filled(source, values, language)
    if kind == "xlsx":
        from runtime.services.templates.xlsx import filled

        return {}, filled(source, values, language)
    from runtime.services.templates.text import as_html, filled_text, with_pictures

    text = with_pictures(filled_text(source.decode(), values, language), request["pictures"])
    if request["target"] != "pdf":
        return {}, text.encode()
    from runtime.services.templates.pdf import printed

    return {}, printed(text if kind == "html" else as_html(text))


def _picture(request: dict[str, Any], source: bytes) -> Answer:
    from runtime.services.templates.picture import picture

    pages, content = picture(source, request["page"])
    return {"pages": pages}, content


def _outline(request: dict[str, Any], source: bytes) -> Answer:
    from runtime.services.templates.outline import outline

    return {}, outline(request["kind"], source).encode()
