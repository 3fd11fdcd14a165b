"""A subscription in a few words, wherever a flow is shown."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon
from editor.visitor import Visitor
from runtime.subscriptions.state import Glance

_SIGNS = {"connected": "sensors", "reconnecting": "sync", "failing": "error", None: "sensors_off"}
_COLOURS = {"reconnecting": "warn", "failing": "bad"}


def told(visitor: Visitor, glance: Glance) -> str:
    """How it stands, and how many messages were set aside."""
    words = visitor.say(f"messages.chip.{glance.standing or 'off'}")
    if not glance.dead_letters:
        return words
    return visitor.say("messages.chip.dead", state=words, count=glance.dead_letters)


def standing_line(visitor: Visitor, glance: Glance) -> None:
    """The same with its sign; what is wrong is told to whoever points at it."""
    with Element("div").classes(f"standing small {_COLOURS.get(glance.standing or '', 'quiet')}") as line:
        icon(_SIGNS[glance.standing])
        ui.label(told(visitor, glance))
        if glance.error:
            ui.tooltip(visitor.explain(glance.error))
    line.props('data-testid="flow-messages"')
