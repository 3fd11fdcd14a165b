"""The parameters of a call, filled from the items of a step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from runtime.faults import Faults
from runtime.fields import MapEntry, Widget
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem, Problems

if TYPE_CHECKING:
    from storage.connector import EndpointDocument

Parameter = Annotated[str, Field(min_length=1), Widget("parameter", within="endpoint")]
"""A parameter of the endpoint that the setting `endpoint` names."""


WHOLE = "$body"
"""The parameter that is the whole body."""


class ParameterEntry(MapEntry):
    """One line: the endpoint's parameter `to`, filled as in any mapping."""

    to: Parameter


def filled(model: Model, entries: Sequence[ParameterEntry], faults: Faults) -> list[dict[str, Any]]:
    """Per item the parameters by name. `Problems` name the line that is wrong."""
    lines = [_plain(entry, f"p{at}") for at, entry in enumerate(entries)]
    try:
        made = model.select(lines, False, faults).items()
    except Problems as wrong:
        raise Problems(*map(_on_our_line, wrong.problems)) from wrong
    return [{entry.to: item[f"p{at}"] for at, entry in enumerate(entries)} for item in made]


def per_item(entries: Sequence[ParameterEntry]) -> bool:
    """Whether the items have a say in what is sent."""
    return any(entry.from_ is not None or entry.expression is not None for entry in entries)


def endpoint_in(known: Known, connector: str, endpoint: str) -> "EndpointDocument | None":
    """The endpoint that settings name, where there is one."""
    system = known.get("connector", connector)
    found: EndpointDocument | None = system.endpoint(endpoint) if system else None
    return found


def _plain(entry: ParameterEntry, to: str) -> MapEntry:
    """The line as any other mapping's: a parameter's name is no path."""
    return MapEntry.model_validate({**entry.model_dump(by_alias=True, exclude_unset=True), "to": to})


def _on_our_line(found: Problem) -> Problem:
    return found.model_copy(update={"setting": (found.setting or "").replace("mapping[", "parameters[", 1)})
