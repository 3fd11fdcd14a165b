"""The history of a flow: every version with its author, time, note and what it changed."""

import asyncio
from dataclasses import dataclass
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text, toast
from editor.designer.rooms import News, Rooms
from editor.designer.telling import tell_changes
from editor.pages.lost import nothing_here
from editor.theme import asset, frame, told
from editor.visitor import Visitor
from runtime.changes import changes
from runtime.installation import Installation
from storage.errors import NotFound, StorageError
from storage.record import Record
from storage.versions import VersionInfo


@dataclass
class History:
    """What the page shows, read anew after each deed."""

    installation: Installation
    flow_id: str
    record: Record
    versions: list[VersionInfo]
    opened: int | None = None

    @classmethod
    def of(cls, installation: Installation, flow_id: str) -> "History":
        flows = installation.flows()
        return cls(installation, flow_id, flows.get(flow_id), list(flows.versions(flow_id)))

    def look(self) -> None:
        again = History.of(self.installation, self.flow_id)
        self.record, self.versions = again.record, again.versions

    def document(self, number: int) -> dict[str, Any]:
        return self.installation.flows().version(self.flow_id, number)


def page(installation: Installation, visitor: Visitor, flow_id: str, rooms: Rooms) -> None:
    try:
        history = History.of(installation, flow_id)
    except NotFound:
        nothing_here(installation, visitor, "flow", flow_id, f"/flows/{flow_id}/versions")
        return
    ui.add_head_html(f'<link rel="stylesheet" href="{asset("designer.css")}">')
    name = str(history.record.document.get("name") or visitor.say("designer.unnamed"))
    with frame(visitor, "flows", lambda: visitor.say("versions.title", name=name)) as place:
        with place.deeds:
            told(visitor, lambda: _back(visitor, flow_id))
        shown = Versions(history, visitor, rooms, ui.context.client.id)
        shown.part = told(visitor, shown.draw)


def _back(visitor: Visitor, flow_id: str) -> None:
    open_flow = button(visitor.say("versions.open"), lambda: ui.navigate.to(f"/flows/{flow_id}"), icon="edit")
    open_flow.props('data-testid="versions-open-flow"')


class Versions:
    """The list; `part` draws it again."""

    part: Any = None

    def __init__(self, history: History, visitor: Visitor, rooms: Rooms, page_id: str) -> None:
        self._history, self._visitor, self._rooms, self._page = history, visitor, rooms, page_id

    def draw(self) -> None:
        say = self._visitor.say
        if not self._history.versions:
            with Element("div").classes("empty"):
                icon("history")
                text("p", say("versions.none"))
            return
        with Element("ol").classes("versions").props('data-testid="version-list"') as shown:
            shown.props["aria-label"] = say("designer.versions")
            for at, version in enumerate(self._history.versions):
                older = self._history.versions[at + 1] if at + 1 < len(self._history.versions) else None
                with Element("li").classes("panel version").props(f'data-testid="version-{version.number}"'):
                    self._version(version, older)

    def _version(self, version: VersionInfo, older: VersionInfo | None) -> None:
        visitor, say, number = self._visitor, self._visitor.say, version.number
        with Element("div").classes("version-head"):
            text("h2", say("versions.version", version=number))
            if version.live:
                with Element("span").classes("pill ok"):
                    icon("check_circle")
                    ui.label(say("versions.live"))
            by = say("versions.by", name=version.author, time=visitor.minute(version.time))
            ui.label(by).classes("quiet small grow")
            shown = self._history.opened == number
            words = say("versions.hide" if shown else "versions.differences")
            look = button(words, lambda: self._open(number), kind="link")
            look.props(f'data-testid="version-diff-{number}" aria-expanded="{str(shown).lower()}"')
            if visitor.may("design"):
                restore = button(say("versions.restore"), lambda: self._restore(number)).classes("small")
                restore.props(f'data-once data-testid="version-restore-{number}"')
            if visitor.may("publish") and not version.live:
                back = button(say("versions.roll_back"), lambda: self._roll_back(number)).classes("small")
                back.props(f'data-testid="version-rollback-{number}"')
        if version.note:
            text("p", version.note).classes("version-note")
        if shown:
            self._differences(version, older)

    def _differences(self, version: VersionInfo, older: VersionInfo | None) -> None:
        new = self._history.document(version.number)
        old = self._history.document(older.number) if older else None
        with Element("div").classes("sheet-like"):
            key = "versions.since" if older else "versions.first"
            text("p", self._visitor.say(key, version=older.number if older else 0)).classes("quiet")
            tell_changes(self._visitor, changes(old, new), old, new)

    def _open(self, number: int) -> None:
        self._history.opened = None if self._history.opened == number else number
        self.part.refresh()

    async def _restore(self, number: int) -> None:
        """Into the draft; what runs stays. A draft that is there is replaced only after a word about it."""
        record = self._history.record
        if record.has_draft and record.live_version is not None:
            self._confirm("restore", number)
        else:
            await self._do("restore", number)

    async def _roll_back(self, number: int) -> None:
        self._confirm("rollback", number)

    def _confirm(self, deed: str, number: int) -> None:
        say = self._visitor.say
        with ui.dialog() as sheet, ui.card().classes("sheet").props('data-testid="version-sheet"'):
            sheet.props["aria-label"] = say(f"versions.{deed}_title", version=number)
            text("h2", say(f"versions.{deed}_title", version=number))
            text("p", say(f"versions.{deed}_means", version=number))

            async def go() -> None:
                sheet.close()
                await self._do(deed, number)

            with Element("div").classes("sheet-deeds"):
                button(say("frame.cancel"), sheet.close)
                confirm = button(say(f"versions.{deed}_go", version=number), go, kind="go")
                confirm.props('data-testid="version-confirm"')
        sheet.open()

    async def _do(self, deed: str, number: int) -> None:
        """With the etag that the page was drawn from: nobody's change is overwritten unseen."""
        history, author = self._history, self._visitor.person.name
        flows = history.installation.flows()
        act = flows.restore if deed == "restore" else flows.rollback
        try:
            record = await asyncio.to_thread(act, history.flow_id, number, author, history.record.etag)
        except StorageError as refused:
            toast(self._visitor.explain(refused))
            return
        finally:
            await asyncio.to_thread(history.look)
            self.part.refresh()
        self._rooms.tell(history.flow_id, News(self._page, author, record.etag))
        toast(self._visitor.say(f"versions.{deed}_done", version=number))
