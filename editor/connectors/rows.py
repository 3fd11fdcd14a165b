"""The lines of the list: a connector, how many endpoints, how its last try went, who uses it."""

from nicegui.element import Element

from editor.connectors.kinds import icon_of
from editor.connectors.listing import Listing, address_of
from editor.connectors.tried import last_try
from editor.controls import grid, icon, text
from editor.i18n import known
from editor.seeking import nothing
from editor.visitor import Visitor
from runtime.connectors.endpoints import WHOLE
from storage.connector import Connector

HEADS = ("name", "kind", "address", "endpoints", "last_try", "used_by")


def connector_table(visitor: Visitor, listing: Listing) -> None:
    """The connectors that were sought."""
    found = listing.found()
    if not found:
        none = nothing(visitor, "connectors", "hub", listing.sought if listing.connectors else "")
        none.props('data-testid="connectors-empty"')
        return
    with Element("section").classes("panel"), grid(*(visitor.say(f"connectors.{name}") for name in HEADS)):
        for one in found:
            _row(visitor, listing, one)


def kind_name(visitor: Visitor, kind: str) -> str:
    """What a kind is called; its own word where this release does not know it."""
    key = f"connectors.kinds.{kind}.label"
    return visitor.say(key) if known(key) else kind


def _row(visitor: Visitor, listing: Listing, one: Connector) -> None:
    with Element("tr").props(f'data-testid="connector-row-{one.id}"'):
        with Element("td"):
            text("a", one.name or one.id).classes("name").props(f'href="/connectors/{one.id}"')
            if one.description:
                text("div", one.description.splitlines()[0]).classes("small quiet cut")
        with Element("td"), Element("div").classes("line"):
            icon(icon_of(one.kind))
            text("span", kind_name(visitor, one.kind))
        with Element("td"):
            text("span", address_of(one)).classes("mono")
        with Element("td"):
            text("span", "" if one.kind in WHOLE else visitor.number(len(one.endpoints)))
        with Element("td"):
            last_try(visitor, one, listing.tries.get(one.id))
        with Element("td"):
            text("span", _uses(visitor, listing.uses.get(one.id)))


def _uses(visitor: Visitor, count: int | None) -> str:
    """Nothing as long as it is not known."""
    if count is None:
        return ""
    return visitor.say("connectors.uses", count=count) if count else visitor.say("connectors.unused")
