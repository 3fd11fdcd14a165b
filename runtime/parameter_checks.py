"""Lines of parameters beside the endpoint that they fill."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from runtime.known import Known
from runtime.parameters import WHOLE, ParameterEntry, endpoint_in
from runtime.problems import Problem

if TYPE_CHECKING:
    from storage.connector import EndpointDocument


def parameter_problems(known: Known, connector: str, endpoint: str, entries: Sequence[ParameterEntry]) -> list[Problem]:
    """Lines that fill no parameter of the endpoint or one twice, and parameters that have to be filled."""
    system, asked = known.get("connector", connector), endpoint_in(known, connector, endpoint)
    if system is None or asked is None:
        return []
    if system.kind != "http":
        shown = {"connector": system.name, "kind": system.kind}
        return [Problem(code="connector_not_http", setting="connector", parameters=shown)]
    return [*_lines(asked, entries), *_unfilled(asked, entries)]


def _lines(asked: "EndpointDocument", entries: Sequence[ParameterEntry]) -> Iterator[Problem]:
    names, seen = [*(one.name for one in asked.parameters), WHOLE], set[str]()
    for at, entry in enumerate(entries):
        setting = f"parameters[{at}].to"
        if entry.to not in names:
            near = next(iter(get_close_matches(entry.to, names, n=1)), None)
            code = "endpoint_parameter_unknown" + ("_near" if near else "")
            shown = {"name": entry.to} | ({"nearest": near} if near else {})
            yield Problem(code=code, setting=setting, parameters=shown)
        elif entry.to in seen:
            yield Problem(code="endpoint_parameter_twice", setting=setting, parameters={"name": entry.to})
        seen.add(entry.to)


def _unfilled(asked: "EndpointDocument", entries: Sequence[ParameterEntry]) -> Iterator[Problem]:
    given = {entry.to for entry in entries}
    for one in asked.parameters:
        asked_for = one.place != "body" or WHOLE not in given
        needed = asked_for and (one.required or one.place == "path") and one.value is None
        if needed and one.name not in given:
            yield Problem(code="endpoint_parameter_missing", setting="parameters", parameters={"name": one.name})
