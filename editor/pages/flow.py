"""The designer of one flow."""

from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.designer.desk import Desk
from editor.designer.draft import Draft
from editor.designer.top_bar import Deeds, TopBar
from editor.theme import asset, frame
from editor.visitor import Visitor
from runtime.check import check
from runtime.installation import Installation


def page(installation: Installation, visitor: Visitor, flow_id: str) -> None:
    ui.add_head_html("".join(f'<link rel="stylesheet" href="{asset(name)}">' for name in ("board.css", "designer.css")))
    draft = Draft(installation.flows(), flow_id, visitor.person.name, partial(check, files=installation.files))
    desk = Desk(draft, visitor)
    with frame(visitor, "flows", lambda: str(draft.document.get("name", "")), full=True, heading=False) as place:
        deeds = Deeds(print, print, print, lambda on: desk.outline(on))
        TopBar(desk, place, deeds)
        with Element("div").classes("designer"):
            desk.board()
