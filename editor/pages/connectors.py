"""The list of connectors: the systems outside, whether they answer, who uses them; and the hosts that are allowed."""

from collections.abc import Callable

from nicegui import ui

from editor.connectors.allowed import AllowedHosts
from editor.connectors.choosing import choose_kind
from editor.connectors.listing import Listing
from editor.connectors.rows import connector_table
from editor.controls import button
from editor.seeking import search_box
from editor.theme import asset, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation


def page(installation: Installation, visitor: Visitor) -> None:
    for sheet in ("forms.css", "connectors.css"):
        ui.add_head_html(f'<link rel="stylesheet" href="{asset(sheet)}">')
    listing = Listing(installation)
    listing.look()

    def again() -> None:
        table.refresh()

    with frame(visitor, "connectors", lambda: visitor.say("connectors.title")) as place:
        told(visitor, lambda: _search(visitor, listing, again))
        table = told(visitor, lambda: connector_table(visitor, listing))
        if visitor.may("administer"):
            allowed = AllowedHosts(installation, visitor)
            allowed.part = told(visitor, allowed.draw)
        with place.deeds:
            told(visitor, lambda: _top(visitor))

    async def count() -> None:
        await listing.count()
        table.refresh()

        ui.run_javascript("document.getElementById(location.hash.slice(1))?.scrollIntoView()")

    ui.timer(0, count, once=True)


def _top(visitor: Visitor) -> None:
    if visitor.may("design"):
        new = button(visitor.say("connectors.new"), lambda: choose_kind(visitor), icon="add", kind="go")
        new.props('data-testid="connector-new"')


def _search(visitor: Visitor, listing: Listing, changed: Callable[[], object]) -> None:
    def seek(words: str) -> None:
        listing.sought = words
        changed()

    if not listing.connectors:
        return
    search_box(visitor.say("connectors.search"), listing.sought, seek, "connector-search")
