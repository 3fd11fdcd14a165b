"""What is different between two documents, as a list on the page."""

from collections.abc import Sequence

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.designer.teller import Teller
from editor.designer.wiring import Document
from editor.visitor import Visitor
from runtime.changes import Change

SHOWN = 40
SIGNS = {"added": ("ok", "add"), "removed": ("gone", "close")}


def tell_changes(visitor: Visitor, changes: Sequence[Change], old: Document | None, new: Document) -> None:
    """A list of sentences, or the one that nothing is different."""
    if not changes:
        text("p", visitor.say("publish.no_changes"))
        return
    teller = Teller(visitor, old or {}, new)
    with Element("ul").props('data-testid="changes" tabindex="0"'):
        for change in changes[:SHOWN]:
            colour, sign = next((SIGNS[end] for end in SIGNS if change.code.endswith(end)), ("ok", "check"))
            with Element("li").classes(colour):
                icon(sign)
                ui.label(teller.sentence(change))
        if len(changes) > SHOWN:
            with Element("li"):
                icon("more_horiz")
                ui.label(visitor.say("publish.more_changes", count=len(changes) - SHOWN))
