"""Flows by what people type."""

from storage.errors import NotFound
from storage.flows import Flows


def flow_called(flows: Flows, text: str) -> str:
    """The id of the flow with this id, or with this name where only one has it; `NotFound`."""
    lines = flows.list()
    if any(line.id == text for line in lines):
        return text
    named = [line.id for line in lines if line.name == text]
    if len(named) != 1:
        raise NotFound("flow", text)
    return named[0]
