"""The list of templates."""

from collections.abc import Callable

from nicegui import ui

from editor.controls import button
from editor.seeking import search_box
from editor.templates.deeds import Deeds
from editor.templates.listing import Listing
from editor.templates.new import ask_new
from editor.templates.rows import template_table
from editor.theme import asset, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation

LOOK_SECONDS = 3.0


def page(installation: Installation, visitor: Visitor) -> None:
    ui.add_head_html(f'<link rel="stylesheet" href="{asset("templates.css")}">')
    listing = Listing(installation)
    listing.look()

    def again() -> None:
        listing.look()
        table.refresh()

    with frame(visitor, "templates", lambda: visitor.say("templates.title")) as place:
        told(visitor, lambda: _search(visitor, listing, again))
        deeds = Deeds(installation, visitor, again)
        table = told(visitor, lambda: template_table(visitor, listing, deeds))
        with place.deeds:
            told(visitor, lambda: _top(visitor, deeds))
    ui.timer(LOOK_SECONDS, lambda: listing.look() and table.refresh())


def _top(visitor: Visitor, deeds: Deeds) -> None:
    if visitor.may("design"):
        new = button(visitor.say("templates.new_one"), lambda: ask_new(deeds), icon="add", kind="go")
        new.props('data-testid="template-new"')


def _search(visitor: Visitor, listing: Listing, changed: Callable[[], None]) -> None:
    def seek(words: str) -> None:
        listing.sought = words
        changed()

    search_box(visitor.say("templates.search"), listing.sought, seek, "template-search")
