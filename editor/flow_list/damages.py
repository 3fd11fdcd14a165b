"""Files of flows that could not be read: what is used instead, and where the damaged file is kept."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon
from editor.visitor import Visitor
from runtime.installation import Installation


def damages(visitor: Visitor, installation: Installation) -> None:
    """A notice for each, with the flow's name where it is still known; none for flows that were deleted since."""
    flows = installation.flows()
    found = flows.damaged()
    names = {flow.id: flow.name for flow in flows.list()} if found else {}
    gone = {flow.id for flow in flows.deleted()} if found else set()
    for damage in found:
        if damage.flow in gone:
            continue
        with Element("div").classes("notice warn").props('role="status" data-testid="damage"'):
            icon("warning")
            name = names.get(damage.flow) or damage.flow
            ui.label(visitor.say(f"flows.damaged.{damage.used}", flow=name, file=damage.set_aside_as))
