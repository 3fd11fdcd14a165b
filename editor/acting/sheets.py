"""The sheets that actions show: a text, a file to open, the question before another server's page."""

from urllib.parse import urlsplit

from nicegui import Client, ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.visitor import Visitor


async def show_text(client: Client, visitor: Visitor, title: str, words: str, *, aside: bool) -> None:
    """The text until it is closed; `aside` at the right edge."""
    with client.layout, ui.dialog() as sheet, ui.card().classes("action-sheet") as card:
        card.props(f'data-testid="action-{"sidebar" if aside else "modal"}"')
        if aside:
            sheet.props("position=right full-height")
        sheet.props["aria-label"] = title or visitor.say("acting.told")
        if title:
            text("h2", title)
        text("p", words).classes("action-text").props('tabindex="0"')
        _close(visitor, sheet)
    await _closed(sheet)


async def show_link(client: Client, visitor: Visitor, words: str, address: str) -> None:
    """A link to be opened beside this page, by the person's own click."""
    with client.layout, ui.dialog() as sheet, ui.card().props('data-testid="action-link"'):
        sheet.props["aria-label"] = words
        text("h2", words)
        with Element("a").classes("line") as link:
            icon("open_in_new")
            ui.label((urlsplit(address).hostname and address) or visitor.say("acting.open"))
        link.props('target="_blank" rel="noopener noreferrer" data-testid="action-open"').props["href"] = address
        link.on("click", sheet.close)
        _close(visitor, sheet)
    await _closed(sheet)


def _close(visitor: Visitor, sheet: ui.dialog) -> None:
    with Element("div").classes("sheet-deeds"):
        button(visitor.say("frame.close"), sheet.close, kind="go").props('data-testid="action-close"')


async def _closed(sheet: ui.dialog) -> None:
    await sheet
    sheet.delete()
