"""A call as a request: parameters in the path, the query, the headers and the body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from runtime.connectors.http.bodies import text_of, written
from runtime.connectors.http.settings import HttpSettings
from runtime.parameters import WHOLE
from runtime.problems import Problem, Problems
from storage.connector import EndpointDocument, EndpointParameter

_OURS = {"accept": "application/json, */*;q=0.5", "accept-encoding": "gzip, deflate", "user-agent": "etapes"}


@dataclass
class Outgoing:
    """What will be sent, before anybody is told who we are."""

    method: str
    address: str
    query: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None


def built(settings: HttpSettings, endpoint: EndpointDocument, given: Mapping[str, Any], method: str = "") -> Outgoing:
    """The request of a call; what the endpoint does not know goes into the query (the number of a page).

    `Problems` for every parameter that is missing or cannot be sent.
    """
    wrong: list[Problem] = []
    made = Outgoing(method or endpoint.method, placed(settings.address, endpoint.path), headers=dict(_OURS))
    made.headers |= {header.name.lower(): header.value for header in settings.headers}
    body: dict[str, Any] = {}
    for parameter in _asked(endpoint, given):
        value = given.get(parameter.name, parameter.value)
        if value is None:
            if parameter.required or parameter.place == "path":
                wrong.append(Problem(code="endpoint_parameter_missing", parameters={"name": parameter.name}))
        elif parameter.place == "body":
            body[parameter.name] = value
        elif not _put(made, parameter, value):
            shown = {"name": parameter.name, "value": value}
            wrong.append(Problem(code="endpoint_parameter_unusable", parameters=shown))
    if wrong:
        raise Problems(*wrong)
    declared = {parameter.name for parameter in endpoint.parameters} | {WHOLE}
    if WHOLE in given:
        body[WHOLE] = given[WHOLE]
    made.query += [(name, text_of(value)) for name, value in given.items() if name not in declared]
    if body:
        made.content, kind = written(body, endpoint.body)
        made.headers.setdefault("content-type", kind)
    return made


def _asked(endpoint: EndpointDocument, given: Mapping[str, Any]) -> list[EndpointParameter]:
    """The parameters that matter: a whole body leaves no room for its parts."""
    return [one for one in endpoint.parameters if one.place != "body" or WHOLE not in given]


def placed(address: str, path: str) -> str:
    """A path behind the base address."""
    return f"{address.rstrip('/')}/{path.lstrip('/')}" if path else address


def _put(made: Outgoing, parameter: EndpointParameter, value: Any) -> bool:
    """Whether the value could be put where it belongs."""
    text = text_of(value)
    if parameter.place == "path":
        # An empty segment or dots would make another address of it, such as that of the whole collection.
        if text in ("", ".", ".."):
            return False
        made.address = made.address.replace(f"{{{parameter.name}}}", quote(text, safe=""))
    elif parameter.place == "header":
        if any(sign in text for sign in "\r\n\0"):
            return False
        made.headers[parameter.name.lower()] = text
    else:
        several = value if isinstance(value, list) else [value]
        made.query += [(parameter.name, text_of(one)) for one in several if one is not None]
    return True
