"""A thing that is not here may be in another sandbox, which somebody may look into."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from editor.visitor import Visitor
from storage.errors import StorageError
from storage.sandboxes import Sandbox

if TYPE_CHECKING:
    from runtime.installation import Installation

Kind = Literal["flow", "run", "component", "connector", "template"]


def elsewhere(installation: "Installation", visitor: Visitor, kind: Kind, id: str) -> list[Sandbox]:
    """The sandboxes, of those that the visitor may look into, where there is such a thing."""
    others = [one for one in visitor.readable() if one.name != visitor.sandbox]
    return [one for one in others if _there(installation.at(one.name), kind, id)]


def _there(there: "Installation", kind: Kind, id: str) -> bool:
    look: dict[Kind, Callable[[str], object]] = {
        "flow": there.flows().get,
        "run": lambda run: there.runs.get(run).sandbox,
        "component": there.entries().component,
        "connector": there.connectors().get,
        "template": there.templates().get,
    }
    try:
        found = look[kind](id)
    except StorageError:
        return False
    return kind != "run" or found == there.sandbox
