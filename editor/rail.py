"""The rail: the places of the editor, and the account at its foot."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.corner import account_menu
from editor.notices.bell import Bell
from editor.policy import PAGES, needed, suffices
from editor.sandboxes.chooser import chooser
from editor.visitor import Visitor

PLACES = (
    ("flows", "/", "account_tree"),
    ("runs", "/runs", "history"),
    ("data", "/data", "table_view"),
    ("connectors", "/connectors", "hub"),
    ("templates", "/templates", "description"),
    ("people", "/people", "group"),
    ("audit", "/audit", "fact_check"),
)
"""The rail: name of the place, its address, its icon."""


def rail(visitor: Visitor, active: str, bell: Bell | None = None) -> None:
    """The rail with `active` lit, after a link that skips it."""
    with Element("a").classes("skip").props('href="#content"'):
        ui.label(visitor.say("frame.skip"))
    with Element("nav").classes("rail").props(f'aria-label="{visitor.say("frame.places")}"'):
        text("a", "É").classes("mark").props('href="/" aria-label="Étapes"')
        for place, address, sign in PLACES:
            if not suffices(visitor.rights, needed(PAGES, address)):
                continue
            name = visitor.say(f"frame.{place}")
            here = ' aria-current="page"' if place == active else ""
            entry = Element("a").classes("place here" if here else "place")
            with entry.props(f'href="{address}" aria-label="{name}"{here}'):
                icon(sign)
                ui.tooltip(name).props("anchor='center right' self='center left'")
        Element("span").classes("grow")
        chooser(visitor)
        if bell:
            bell.draw()
        account_menu(visitor)
