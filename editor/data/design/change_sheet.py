"""Before a design is changed: what becomes of the entries, and the question."""

from collections.abc import Sequence

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.data.design.effects import Effect
from editor.visitor import Visitor


async def ask_change(visitor: Visitor, name: str, told: Sequence[Effect]) -> bool:
    """Whether the person wants it all the same."""
    return bool(await _asked(visitor, name, told))


def _asked(visitor: Visitor, name: str, told: Sequence[Effect]) -> ui.dialog:
    """The open question; awaited, it gives the answer."""
    grave = any(one.grave for one in told)
    title = visitor.say("data.change_title", name=name)
    with ui.context.client.layout, ui.dialog() as sheet, ui.card().props('data-testid="change-sheet"'):
        sheet.props["aria-label"] = title
        sheet.on("hide", sheet.delete)
        text("h2", title)
        effect_list(visitor, told)
        if grave:
            text("p", visitor.say("data.change_kept")).classes("quiet")
        with Element("div").classes("sheet-deeds"):
            button(visitor.say("frame.cancel"), lambda: sheet.submit(False)).props('data-testid="change-cancel"')
            go = button(visitor.say("data.change_go"), lambda: sheet.submit(True), kind="danger" if grave else "go")
            go.props('data-testid="change-confirm"')
    return sheet


def effect_list(visitor: Visitor, told: Sequence[Effect]) -> None:
    """A sentence per effect, the grave ones marked."""
    with Element("ul").classes("effects").props('tabindex="0"'):
        for one in told:
            with Element("li").classes("line grave" if one.grave else "line"):
                icon("warning" if one.grave else "check")
                kind = visitor.say(f"data.types.{one.kind}") if one.kind else ""
                ui.label(visitor.say(f"data.effects.{one.key}", kind=kind, **one.told))
