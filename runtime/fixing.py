"""The versions of other flows that a version is published with: it goes on calling them, whatever is published later.

They stand in the document, beside phases and steps: `{"uses": {"flow": {"<id>": 3}}}`.
"""

from typing import Any

from runtime.known import Known
from runtime.mentions import mentioned

Document = dict[str, Any]
_MEMBER = "uses"


def with_versions(document: Document, known: Known) -> Document:
    """The document with the live versions, as of now, of all flows that it names."""
    named = dict.fromkeys(one.id for one in mentioned(document) if one.kind == "flow")
    live = {one: flow.version for one in named if (flow := known.get("flow", one)) and flow.version}
    rest = {name: part for name, part in document.items() if name != _MEMBER}
    return {**rest, _MEMBER: {"flow": live}} if live else rest


def fixed_versions(document: Document) -> dict[str, int]:
    """Flow id → the version to call; a flow that is not there is called as it is live."""
    uses = document.get(_MEMBER)
    flows = uses.get("flow") if isinstance(uses, dict) else None
    return {one: number for one, number in flows.items() if isinstance(number, int)} if isinstance(flows, dict) else {}
