"""A question before something cannot be undone."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.visitor import Visitor


async def confirmed(visitor: Visitor, title: str, words: str, deed: str, *, grave: bool = True) -> bool:
    """Whether the person wants `deed`; everything comes as sentences."""
    return bool(await _asked(visitor, title, words, deed, grave))


def _asked(visitor: Visitor, title: str, words: str, deed: str, grave: bool) -> ui.dialog:
    with ui.context.client.layout, ui.dialog() as sheet, ui.card().props('data-testid="question"'):
        sheet.props["aria-label"] = title
        sheet.on("hide", sheet.delete)
        text("h2", title)
        text("p", words)
        with Element("div").classes("sheet-deeds"):
            button(visitor.say("frame.cancel"), lambda: sheet.submit(False)).props('data-testid="question-cancel"')
            go = button(deed, lambda: sheet.submit(True), kind="danger" if grave else "go")
            go.props('data-testid="question-confirm"')
    return sheet
