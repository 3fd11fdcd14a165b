"""The lines of the list: a component's name, what it holds, what uses it."""

from collections.abc import Callable
from typing import Any

from nicegui.element import Element

from editor.controls import grid, pill, text, tool
from editor.data.catalogue.listing import Listing
from editor.seeking import nothing
from editor.visitor import Visitor
from storage.component import Component

_SHOWN = 6
"""Fields that a line names."""


def component_table(visitor: Visitor, listing: Listing, delete: Callable[[Component], Any]) -> None:
    """The components that were sought."""
    found = listing.found()
    if not found:
        more = () if visitor.may("design") else ("empty_ask",)
        nothing(visitor, "data", "table_view", listing.sought if listing.components else "", *more)
        return
    heads = [visitor.say(f"data.{name}") for name in ("component", "entries", "fields", "used_by", "deeds")]
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for one in found:
            _row(visitor, listing, one, delete)


def _row(visitor: Visitor, listing: Listing, one: Component, delete: Callable[[Component], Any]) -> None:
    with Element("tr").props(f'data-testid="component-row-{one.id}"'):
        with Element("td"):
            text("a", one.name).classes("name").props(f'href="/data/{one.id}"')
            if one.description:
                text("div", one.description).classes("small quiet described")
        with Element("td").classes("figures"):
            if one.proxy:
                pill("proxy", visitor.say("data.proxy"))
            else:
                text("span", visitor.number(listing.counts.get(one.id, 0)))
        with Element("td"):
            names = [field.name for field in one.fields]
            text("div", ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")).classes("small")
        with Element("td"):
            uses = listing.uses.get(one.id, 0)
            text("span", visitor.say("data.uses", count=uses)).classes("" if uses else "quiet")
        with Element("td").classes("deeds"):
            if visitor.may("design"):
                made = tool(visitor.say("data.delete", name=one.name), lambda: delete(one), icon="delete")
                made.props(f'data-testid="component-delete-{one.id}"')
