"""Somebody changed the design in between: who, what, and whose is kept."""

from collections.abc import Sequence
from datetime import datetime

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.data.design.change_sheet import effect_list
from editor.data.design.effects import Effect
from editor.visitor import Visitor
from storage.entries.designing import StaleComponent


async def ask_stale(visitor: Visitor, stale: StaleComponent, told: Sequence[Effect]) -> str | None:
    """`mine`, `theirs`, or None: decide later."""
    chosen = await _asked(visitor, stale, told)
    return str(chosen) if chosen else None


def _asked(visitor: Visitor, stale: StaleComponent, told: Sequence[Effect]) -> ui.dialog:
    say, known = visitor.say, stale.parameters
    time = visitor.minute(datetime.fromisoformat(known["time"]))
    with ui.context.client.layout, ui.dialog() as sheet, ui.card().props('data-testid="stale-sheet"'):
        sheet.props["aria-label"] = say("data.stale_title")
        sheet.on("hide", sheet.delete)
        text("h2", say("data.stale_title"))
        text("p", say("data.stale_who", author=known["author"], time=time))
        if told:
            effect_list(visitor, told)
        else:
            text("p", say("data.stale_small")).classes("quiet")
        with Element("div").classes("sheet-deeds"):
            button(say("frame.cancel"), lambda: sheet.submit(None))
            button(say("data.stale_theirs"), lambda: sheet.submit("theirs")).props('data-testid="stale-theirs"')
            button(say("data.stale_mine"), lambda: sheet.submit("mine"), kind="go").props('data-testid="stale-mine"')
    return sheet
