"""The panel “Used by” of a thing's page."""

import asyncio

from nicegui import ui
from nicegui.element import Element

from editor.controls import text
from editor.theme import told
from editor.uses.lines import use_lines
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.uses import Use, UsedKind


def uses_panel(visitor: Visitor, installation: Installation, kind: UsedKind, id: str, *, shy: bool = False) -> None:
    """Everything that names the thing, looked up once the page stands; `kind` and `id` say which thing.

    A `shy` panel is seen only where there is something to tell.
    """
    found: list[Use] | None = None

    def build() -> None:
        text("h2", visitor.say("uses.title"))
        if found is None:
            text("p", visitor.say("uses.looking")).classes("quiet")
        elif found:
            use_lines(visitor, found)
        else:
            text("p", visitor.say("uses.nobody")).classes("quiet")

    async def look() -> None:
        nonlocal found
        found = await asyncio.to_thread(installation.uses().of, kind, id)
        panel.set_visibility(bool(found) or not shy)
        part.refresh()

    with Element("section").classes("panel uses-panel").props('data-testid="uses-panel"') as panel:
        panel.set_visibility(not shy)
        part = told(visitor, build)
    ui.timer(0, look, once=True)
