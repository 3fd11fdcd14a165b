"""The strict view of what can be asked of a system: fields and annotations as in steps, so that forms draw them."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from runtime.connectors.brokers import ENDPOINTS
from runtime.connectors.directory import DIRECTORIES
from runtime.fields import Constant, Setting, TypeName, Widget
from runtime.problems import Problem
from runtime.schema import Kind
from runtime.settings import refusal
from runtime.system_access import Method
from storage.connector import EndpointDocument, EndpointParameter, Place

Sample = Annotated[Any, Widget("json")]
"""An answer (or a message) such as it comes."""
_PLACES = re.compile(r"\{([^{}]+)\}")


class Parameter(Setting):
    """What a call is given. `value` is sent where a step says nothing."""

    name: str = Field(min_length=1)
    place: Place = "query"
    type: TypeName = Kind.STRING
    required: bool = False
    value: Constant = None


class HttpEndpoint(Setting):
    """One thing that can be asked of a system over HTTP."""

    name: str = Field(default="", min_length=1)
    method: Method = "GET"
    path: str = ""
    parameters: list[Parameter] = Field(default_factory=list)
    body: Literal["json", "form", "text"] = "json"
    description: str = ""
    sample: Sample = None


class BrokerEndpoint(Setting):
    """A queue, topic, subject or stream; what only one kind of broker asks stands beside (`brokers.ENDPOINTS`)."""

    name: str = Field(default="", min_length=1)
    path: str = Field(default="", min_length=1)
    description: str = ""
    sample: Sample = None


class NoEndpoint(Setting):
    """Of this kind of system nothing single is asked: it is tried, and used, as a whole."""


WHOLE = frozenset((*DIRECTORIES, "smtp"))
"""The kinds of which that is so."""


def asked_about(kind: str) -> tuple[type[Setting], type[Setting] | None]:
    """The fields of an endpoint of this kind of connector, and those of its `options`."""
    if kind in WHOLE:
        return NoEndpoint, None
    return (HttpEndpoint, None) if kind == "http" else (BrokerEndpoint, ENDPOINTS.get(kind))


def endpoint_problems(kind: str, endpoint: EndpointDocument) -> list[Problem]:
    """Everything that is wrong with one endpoint, by its fields; options stand beside the others."""
    fields, options = asked_about(kind)
    given = endpoint.model_dump(mode="json")
    wrong = _refused(fields, {name: given[name] for name in fields.model_fields})
    if options:
        return wrong + _refused(options, endpoint.options)
    return wrong + list(_misplaced(endpoint))


def with_places(endpoint: EndpointDocument) -> EndpointDocument:
    """With a parameter for every place of the path that has none."""
    known = {one.name for one in endpoint.parameters if one.place == "path"}
    places = dict.fromkeys(name for name in _PLACES.findall(endpoint.path) if name not in known)
    more = [EndpointParameter(name=name, place="path", required=True) for name in places]
    return endpoint.model_copy(update={"parameters": [*endpoint.parameters, *more]})


def _misplaced(endpoint: EndpointDocument) -> Iterator[Problem]:
    """Parameters of the path that it has no place for, and names that stand twice."""
    places, seen = _PLACES.findall(endpoint.path), set[str]()
    for at, one in enumerate(endpoint.parameters):
        shown, where = {"name": one.name}, f"parameters[{at}].name"
        if one.name in seen:
            yield Problem(code="endpoint_parameter_again", setting=where, parameters=shown)
        elif one.place == "path" and one.name and one.name not in places:
            yield Problem(code="endpoint_parameter_unplaced", setting=where, parameters=shown)
        seen.add(one.name)


def _refused(fields: type[Setting], given: dict[str, Any]) -> list[Problem]:
    try:
        fields.model_validate(given)
    except ValidationError as wrong:
        return [refusal(dict(error), fields) for error in wrong.errors(include_url=False)]
    return []
