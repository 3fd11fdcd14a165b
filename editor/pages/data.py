"""The list of components: what data there is, how much, what uses it, and the way in."""

import asyncio
from collections.abc import Callable

from nicegui import ui

from editor.controls import button
from editor.data.catalogue.deeds import Deeds
from editor.data.catalogue.listing import Listing
from editor.data.catalogue.rows import component_table
from editor.data.outlet.undelivered import Undelivery, undelivered_view
from editor.data.styles import styles
from editor.seeking import search_box
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.component import Component

LOOK_SECONDS = 4.0


async def page(installation: Installation, visitor: Visitor) -> None:
    styles()
    listing, undelivery = Listing(installation), Undelivery(installation, visitor)
    await asyncio.to_thread(lambda: (listing.look(), undelivery.look()))

    async def look() -> None:
        if await asyncio.to_thread(listing.look):
            table.refresh()
        if await asyncio.to_thread(undelivery.look):
            late.refresh()

    async def delete(one: Component) -> None:
        await deeds.delete(one)
        await look()

    deeds = Deeds(installation, visitor)
    with frame(visitor, "data", lambda: visitor.say("data.title")) as place:
        seeking = ui.element("div")
        table = told(visitor, lambda: component_table(visitor, listing, delete))
        with seeking:
            told(visitor, lambda: _search(visitor, listing, table.refresh))
        late = told(visitor, lambda: undelivered_view(visitor, undelivery, look))
        with place.deeds:
            told(visitor, lambda: _top(visitor, deeds))

    ui.timer(LOOK_SECONDS, look)


def _top(visitor: Visitor, deeds: Deeds) -> None:
    if visitor.may("design"):
        button(visitor.say("data.new"), deeds.ask_new, icon="add", kind="go").props('data-testid="component-new"')


def _search(visitor: Visitor, listing: Listing, changed: Callable[[], None]) -> None:
    def seek(words: str) -> None:
        listing.sought = words
        changed()

    search_box(visitor.say("data.search"), listing.sought, seek, "component-search")
