"""The sheet that asks what kind of system a new connector reaches."""

from nicegui import ui
from nicegui.element import Element

from editor.connectors.kinds import extra_of, icon_of, missing, needs
from editor.controls import button, icon, text
from editor.visitor import Visitor
from runtime.connectors import CONNECTORS
from runtime.problems import problem


def choose_kind(visitor: Visitor) -> None:
    """A card with a sentence for each kind; what is not installed here says what to install."""
    if not visitor.may("design"):
        raise problem("not_allowed")
    title = visitor.say("connectors.choose_title")
    with ui.context.client.layout, ui.dialog() as sheet, ui.card().classes("kinds-sheet"):
        sheet.props["aria-label"] = title
        sheet.on("hide", sheet.delete)
        text("h2", title)
        with Element("ul").classes("kinds").props('data-testid="connector-kinds"'):
            for kind in [one for one in CONNECTORS if visitor.may(needs(one))]:
                with Element("li"):
                    _card(visitor, kind)
        with ui.element("div").classes("sheet-deeds"):
            button(visitor.say("frame.cancel"), sheet.close)
    sheet.open()


def _card(visitor: Visitor, kind: str) -> None:
    lacking = missing(kind)
    card = Element("div" if lacking else "a").classes("kind lacking" if lacking else "kind")
    card.props(f'data-testid="connector-kind-{kind}"')
    if not lacking:
        card.props["href"] = f"/connectors/new/{kind}"
    with card:
        with Element("span").classes("chip"):
            icon(icon_of(kind))
        with Element("div"):
            text("strong", visitor.say(f"connectors.kinds.{kind}.label"))
            text("p", visitor.say(f"connectors.kinds.{kind}.summary"))
            if lacking:
                label = visitor.say(f"connectors.kinds.{kind}.label")
                text("p", visitor.say("connectors.kind_missing", kind=label, extra=extra_of(kind)))
