"""The list of flows: what there is, how its last run went, and the way in."""

import asyncio
from collections.abc import Callable

from nicegui import ui

from editor.controls import button
from editor.flow_list.damages import damages
from editor.flow_list.deeds import Deeds
from editor.flow_list.listing import Listing
from editor.flow_list.rows import flow_table
from editor.seeking import search_box
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation

LOOK_SECONDS = 3.0


def page(installation: Installation, visitor: Visitor) -> None:
    listing = Listing(installation)
    listing.look()

    def again() -> None:
        listing.look()
        table.refresh()

    with frame(visitor, "flows", lambda: visitor.say("flows.title")) as place:
        told(visitor, lambda: damages(visitor, installation))
        told(visitor, lambda: _search(visitor, listing, again))
        deeds = Deeds(installation, visitor, again)
        table = told(visitor, lambda: flow_table(visitor, listing, deeds))
        with place.deeds:
            told(visitor, lambda: _top(visitor, deeds))

    async def look() -> None:
        if await asyncio.to_thread(listing.look):
            table.refresh()

    ui.timer(LOOK_SECONDS, look)


def _top(visitor: Visitor, deeds: Deeds) -> None:
    if visitor.may("design"):
        button(visitor.say("flows.import"), deeds.ask_import, icon="upload").props('data-testid="flow-import"')
        button(visitor.say("flows.new"), deeds.new, icon="add", kind="go").props('data-testid="flow-new"')


def _search(visitor: Visitor, listing: Listing, changed: Callable[[], None]) -> None:
    def seek(words: str) -> None:
        if listing.seek(words):
            changed()

    search_box(visitor.say("flows.search"), listing.sought, seek, "flow-search")
