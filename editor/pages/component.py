"""One component: its entries, and its design."""

import asyncio
from functools import partial
from typing import Any

from nicegui import ui

from editor.controls import text
from editor.data.design.sketch import Sketch
from editor.data.design.view import DesignView
from editor.data.entries.view import EntriesView
from editor.data.intake.imports import Imports
from editor.data.styles import styles
from editor.pages.lost import nothing_here
from editor.theme import Frame, crumb, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.errors import NotFound

TABS = ("entries", "design")


async def page(installation: Installation, visitor: Visitor, id: str, asked: dict[str, str], imports: Imports) -> None:
    try:
        component = await asyncio.to_thread(installation.entries().component, id)
    except NotFound:
        return nothing_here(installation, visitor, "component", id, f"/data/{id}")
    styles()
    sketch = Sketch.of(component)

    def saved() -> None:
        entries.redesigned()
        heading.refresh()

    with frame(visitor, "data", lambda: sketch.base.name, heading=False) as place:
        heading = _heading(place, visitor, sketch)
        with ui.tabs().props("align=left no-caps breakpoint=0").classes("page-tabs") as tabs:
            for name in TABS:
                tab = ui.tab(name, visitor.say(f"data.tabs.{name}")).props(f'data-testid="tab-{name}"')
                visitor.on_language(partial(_rename, tab, visitor, name))
        first = asked.get("tab") if asked.get("tab") in TABS else "entries"
        with ui.tab_panels(tabs, value=first, animated=False, keep_alive=True):
            with ui.tab_panel("entries"):
                entries = EntriesView(installation, visitor, id, imports, asked)
            with ui.tab_panel("design"):
                DesignView(installation, visitor, sketch, saved)
    return None


def _heading(place: Frame, visitor: Visitor, sketch: Sketch) -> Any:
    def draw() -> None:
        text("h1", sketch.base.name).props('data-testid="component-title"')

    with place.about:
        crumb(visitor, "data.title", "/data")
        return told(visitor, draw)


def _rename(tab: ui.tab, visitor: Visitor, name: str) -> None:
    tab.props["label"] = visitor.say(f"data.tabs.{name}")
