"""Templates: listed, read, written, deleted; their documents up and down."""

import re
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from editor.api import documented_templates as doc
from editor.api.answers import answer
from editor.api.bodies import JSON, Body, expect, media_type, read_json
from editor.api.callers import Caller, Permitted
from editor.api.downloads import disposition, file_answer
from editor.api.errors import Malformed, TooLarge
from editor.api.parameters import FileName, IfMatch
from editor.api.preconditions import Revision, demand
from editor.api.template_bodies import refuse_other_kind, written
from editor.api.uses import Force, refuse_used
from editor.templates.documents import BIGGEST, uploaded
from runtime.template_access import ENDINGS
from storage.errors import NotFound
from storage.template import Template
from storage.templates import Templates

ROUTER = APIRouter(tags=["templates"])
_BYTES = "application/octet-stream"
_SHOWN = {"id", "name", "kind", "text", "file", "file_name", "language", "fields", "pictures", "sample", "revision"}


@ROUTER.get("/templates", **doc.templates)
def list_templates(caller: Permitted) -> Response:
    """The newest revision of each, by name."""
    return answer({"items": [shown(one) for one in _templates(caller).list()], "next": None})


@ROUTER.get("/templates/{template}", **doc.template)
def read_template(template: str, caller: Permitted) -> Response:
    """One template, with the fields that it asks for."""
    return _answered(_templates(caller).get(template))


@ROUTER.put("/templates/{template}", **doc.writing)
def write_template(request: Request, template: str, caller: Permitted, raw: Body, *, if_match: IfMatch = None
                   ) -> Response:  # fmt: skip
    """Makes a template under this id, or a new revision of the one that is there (then If-Match is needed).

    Word and Excel templates begin with their document.
    """
    expect(request, (JSON,), "Accept")
    before = _known(caller, template)
    revision = _revision(if_match, before)
    made = written(_fit(template), read_json(raw), before, caller.installation.files)
    return _saved(request, caller, made, revision)


@ROUTER.delete("/templates/{template}", status_code=204, **doc.deleting)
def delete_template(template: str, caller: Permitted, *, if_match: IfMatch = None, force: Force = False) -> Response:
    """The template leaves the list; what something works with is kept unless `force` says so."""
    found = _templates(caller).get(template)
    demand(if_match, _state(found), needed=False)
    if not force:
        refuse_used(caller, "template", template, "template_in_use", found.name)
    _templates(caller).delete(template, caller.name)
    return Response(status_code=204)


@ROUTER.get("/templates/{template}/document", **doc.document)
def read_template_document(request: Request, template: str, caller: Permitted) -> Response:
    """The document itself: the stored file, or the text as a file."""
    found, files = _templates(caller).get(template), caller.installation.files
    if found.file:
        return file_answer(request, files.info(found.file), files.path(found.file))
    name = f"{found.name}.{ENDINGS.get(found.kind, found.kind)}"
    headers = {
        "Content-Disposition": disposition(name), "ETag": _state(found).quoted,
        "Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    return Response(found.text.encode(), media_type="text/plain; charset=utf-8", headers=headers)


@ROUTER.put("/templates/{template}/document", **doc.uploading)
def write_template_document(request: Request, template: str, caller: Permitted, raw: Body, *, name: FileName = None,
                            if_match: IfMatch = None) -> Response:  # fmt: skip
    """Makes a template of the body, a file with `name`, or replaces the document of the one there (with If-Match)."""
    if media_type(request) in (JSON, "multipart/form-data"):
        expect(request, (_BYTES,), "Accept")
    if not name or not name.strip():
        raise Malformed("file_name_missing")
    if len(raw) > BIGGEST:
        raise TooLarge("file_too_large", limit=BIGGEST, name=name)
    before = _known(caller, template)
    revision = _revision(if_match, before)
    made = uploaded(caller.installation, caller.name, name, raw)
    refuse_other_kind(made, before)
    own = {"id": _fit(template), "name": PurePath(name).stem}
    kept = before.model_dump(include={"id", "name", "language", "pictures", "sample"}) if before else own
    return _saved(request, caller, made.model_copy(update=kept), revision)


def shown(template: Template) -> dict[str, Any]:
    told = template.model_dump(mode="json", include=_SHOWN)
    state = _state(template)
    return told | {"etag": state.quoted, "updated": state.updated_at, "updated_by": state.updated_by}


def _saved(request: Request, caller: Caller, made: Template, revision: int | None) -> Response:
    saved = _templates(caller).save(made, caller.name, revision=revision)
    if revision != 0:
        return _answered(saved)
    return _answered(saved, 201, {"Location": f"{request.app.state.dialect.root}/templates/{saved.id}"})


def _answered(template: Template, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return answer(shown(template), status, {"ETag": _state(template).quoted, **(headers or {})})


def _revision(if_match: str | None, before: Template | None) -> int | None:
    """The revision to write over: 0 where there is none, None where any may stand."""
    etag = demand(if_match, _state(before), needed=True) if before else "0"
    return None if etag is None else int(etag)


def _state(template: Template) -> Revision:
    return Revision(template.revision, template.author, template.time or datetime.now(UTC))


def _known(caller: Caller, id: str) -> Template | None:
    try:
        return _templates(caller).get(id)
    except NotFound:
        return None


def _fit(id: str) -> str:
    """Ids are short, and of small letters, digits and lines."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_]{0,59}", id):
        raise Malformed("template_id_malformed", id=id[:80])
    return id


def _templates(caller: Caller) -> Templates:
    return caller.installation.templates(caller.sandbox)
