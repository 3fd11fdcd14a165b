"""A component's design as a client writes it."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from editor.api.errors import Malformed
from runtime.problems import Problem
from storage.component import Component, ComponentField, Proxy
from storage.exact_json import is_unicode
from storage.slugs import slug

_OURS = ("id", "etag", "revision")
"""Members that only the server writes; a PUT of what a GET gave may carry them."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Field(_Strict):
    id: str = ""
    name: str
    type: str = "string"
    required: bool = False
    primary_key: bool = False
    query: bool = False
    virtual: bool = False
    catalog: str | None = None
    pattern: str | None = None


class _Proxy(_Strict):
    get: str | None = None
    query: str | None = None


class _Design(_Strict):
    name: str
    description: str = ""
    fields: list[_Field] = Field(default_factory=list)
    proxy: _Proxy | None = None


def designed(id: str, body: Any) -> Component:
    """The component that a body describes; `Malformed` names every member that is not of its shape."""
    if not isinstance(body, dict):
        raise Malformed("body_not_object")
    if not is_unicode(body):
        raise Malformed("body_not_json", line=1, column=1)
    try:
        given = _Design.model_validate({name: value for name, value in body.items() if name not in _OURS})
    except ValidationError as refused:
        raise misshapen(refused) from None
    taken = {one.id for one in given.fields}
    fields = []
    for one in given.fields:
        known = one.id or slug(one.name, taken, "field")
        taken.add(known)
        fields.append(ComponentField.model_validate({**one.model_dump(), "id": known}))
    proxy = Proxy(**given.proxy.model_dump()) if given.proxy else None
    return Component(id=id, name=given.name, description=given.description, fields=fields, proxy=proxy)


def misshapen(refused: ValidationError) -> Malformed:
    """Every member of a body that is not of its shape, with its place."""
    problems = [_problem(error) for error in refused.errors(include_url=False)]
    return Malformed("problems_found", problems=problems, count=len(problems))


def _problem(error: Any) -> Problem:
    place = ".".join(map(str, error["loc"]))
    return Problem(code="document_place_misshapen", setting=place, parameters={"place": place, "kind": error["type"]})
