"""The designer of one flow."""

from collections.abc import Callable

from nicegui import background_tasks, ui
from nicegui.element import Element

from editor.designer.company import Company
from editor.designer.desk import Desk
from editor.designer.dock import Dock
from editor.designer.draft import Draft
from editor.designer.publish_sheet import PublishSheet
from editor.designer.rooms import Room, Rooms
from editor.designer.save_state import SaveState
from editor.designer.side import Side
from editor.designer.top_bar import Deeds, TopBar
from editor.designer.trial import Trial
from editor.messages.chip import MessageChip
from editor.pages.lost import nothing_here
from editor.sandboxes.promote_sheet import PromoteSheet, targets
from editor.theme import asset, frame
from editor.visitor import Visitor
from runtime.check import Checker
from runtime.installation import Installation
from storage.errors import NotFound

STYLES = ("board.css", "designer.css")


async def page(installation: Installation, visitor: Visitor, flow_id: str, rooms: Rooms) -> None:
    """Board, inspector and dock over one draft; the draft lives as long as the page."""
    await rooms.settle(flow_id)
    try:
        check, editable = Checker(installation.files, installation.known().inside(flow_id)).check, visitor.may("design")
        draft = Draft(installation.flows(), flow_id, visitor.person.name, check, editable=editable)
    except NotFound:
        nothing_here(installation, visitor, "flow", flow_id, f"/flows/{flow_id}")
        return
    ui.add_head_html("".join(f'<link rel="stylesheet" href="{asset(name)}">' for name in STYLES))
    client = ui.context.client
    desk = Desk(draft, visitor)
    room, leave = rooms.enter(flow_id, client.id, draft)
    _build(desk, installation, room, client.id)

    def close() -> None:
        leave()
        draft.leave()
        background_tasks.create(draft.flush(), name=f"last save of {flow_id}")

    client.on_delete(close)
    draft.check_soon()


def _build(desk: Desk, installation: Installation, room: Room, page_id: str) -> None:
    with frame(desk.visitor, "flows", desk.name, full=True, heading=False) as place:
        designer = Element("div").classes("designer")
        trial = Trial(desk, installation, designer)
        sheet = PublishSheet(desk, installation)
        deeds = Deeds(trial.dry_run, trial.run, sheet.open, desk.outline, _promote(desk, installation))
        bar = TopBar(desk, place, deeds, lambda: SaveState(desk, room, page_id))
        with place.about:
            MessageChip(installation, desk.visitor, desk.draft.flow_id)
        with designer:
            with Element("div").classes("board-place"):
                notices = Element("div").classes("board-notices")
                desk.board()
            Side(desk, installation)
            trial.dock = Dock(desk, installation, trial.stop)
            trial.take_up()
        Company(desk, room, page_id, bar.faces, notices)


def _promote(desk: Desk, installation: Installation) -> Callable[[], object] | None:
    if not targets(installation, desk.visitor):
        return None
    return lambda: PromoteSheet(installation, desk.visitor, desk.draft.flow_id, desk.name()).open()
