"""The other people on this flow: their faces, and what happens when two of them change it."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.designer.autosave import NotSaved, Saved
from editor.designer.conflict import Conflict
from editor.designer.desk import Desk
from editor.designer.draft import Change
from editor.designer.rooms import News, Room
from editor.designer.telling import tell_changes
from editor.theme import told
from runtime.problems import problem

GROUPS = ("user", "input", "transform", "output")


class Company:
    """Faces in the top bar, a notice when somebody else saved, the sheet that lets a person decide."""

    def __init__(self, desk: Desk, room: Room, page: str, faces: Element, notices: Element) -> None:
        self._desk, self._room, self._page = desk, room, page
        self._told_etag = desk.draft.etag
        self._notices = notices
        self._sheet: ui.dialog | None = None
        self._gone = False
        with faces:
            self._faces = told(desk.visitor, self._draw_faces)
        desk.draft.subscribe(self._changed)
        room.news.subscribe(self._heard)
        room.moved.subscribe(self._faces.refresh)

    def _draw_faces(self) -> None:
        me = self._desk.visitor.person.name
        others = sorted({name for name in self._room.people.values() if name != me})
        with Element("div").classes("faces").props('data-testid="company"'):
            for place, name in enumerate(others[:4]):
                with ui.label(name[:2].upper()).classes(f"face small chip {GROUPS[place]}"):
                    ui.tooltip(self._desk.visitor.say("company.here", name=name))

    def _changed(self, change: Change) -> None:
        draft = self._desk.draft
        if change.kind == "replaced":
            self._notices.clear()
        if change.kind != "saved":
            return
        if isinstance(draft.save_state, Saved) and draft.etag != self._told_etag:
            self.announce()
        if isinstance(draft.save_state, NotSaved) and draft.conflict:
            self._ask(draft.conflict, mine=True)
        if isinstance(draft.save_state, NotSaved) and draft.save_state.code == "flow_not_found" and not self._gone:
            self._tell_gone()

    def announce(self) -> None:
        """Tell the others that this page saved or published."""
        draft = self._desk.draft
        self._told_etag = draft.etag
        self._room.news.emit(News(self._page, draft.author, draft.etag))

    def _heard(self, news: News) -> None:
        if news.page == self._page or news.etag == self._desk.draft.etag:
            return
        self._notices.clear()
        say = self._desk.visitor.say
        with self._notices, Element("div").classes("notice warn over").props('role="status" data-testid="news"'):
            icon("group")
            ui.label(say("company.saved", name=news.author)).classes("grow")
            button(say("company.look"), self._look, kind="link").props('data-testid="news-look"')

    def _look(self) -> None:
        draft = self._desk.draft
        self._ask(draft.conflict or draft.look_at_theirs(), mine=draft.conflict is not None)

    def _ask(self, conflict: Conflict, *, mine: bool) -> None:
        """Who and what, and the two ways on. Nothing typed here is lost by either."""
        if self._sheet:
            self._sheet.delete()
        say = self._desk.visitor.say
        with self._notices.client.layout, ui.dialog() as self._sheet, ui.card().classes("sheet"):
            self._sheet.props('data-testid="conflict"').props["aria-label"] = say("company.title", name=conflict.author)
            text("h2", say("company.title", name=conflict.author))
            text("p", say("company.what", time=conflict.time))
            tell_changes(self._desk.visitor, conflict.changes, conflict.base, conflict.theirs)
            text("p", say("company.mine_kept" if mine else "company.nothing_lost"))
            with Element("div").classes("sheet-deeds"):
                button(say("company.later"), self._sheet.close)
                if mine:
                    keep = button(say("company.keep_mine"), self._keep_mine, kind="danger")
                    keep.props('data-testid="keep-mine"')
                take = button(say("company.take_theirs"), self._take_theirs, kind="go")
                take.props('data-testid="take-theirs"')
        self._sheet.open()

    def _tell_gone(self) -> None:
        """Somebody deleted the flow: with one click it is back, with what was typed here."""
        self._gone, draft, say = True, self._desk.draft, self._desk.visitor.say
        with self._notices.client.layout, ui.dialog() as self._sheet, ui.card().classes("sheet"):
            self._sheet.props('data-testid="flow-gone"').props["aria-label"] = say("company.gone_title")
            text("h2", say("company.gone_title"))
            who, mine = draft.deleted_by(), self._desk.visitor.may("design")
            text("p", say("company.gone", name=who) if who else say("company.emptied" if mine else "company.over"))
            with Element("div").classes("sheet-deeds"):
                button(say("company.later" if mine else "frame.close"), self._sheet.close)
                if mine:
                    button(say("company.bring_back"), self._bring_back, kind="go").props('data-testid="bring-back"')
        self._sheet.open()

    def _bring_back(self) -> None:
        if not self._desk.visitor.may("design"):
            raise problem("not_allowed")
        self._close()
        self._desk.draft.bring_back()
        self._gone = False

    def _keep_mine(self) -> None:
        self._close()
        self._desk.draft.keep_mine()

    def _take_theirs(self) -> None:
        self._close()
        self._desk.draft.take_theirs()
        self._told_etag = self._desk.draft.etag

    def _close(self) -> None:
        self._notices.clear()
        if self._sheet:
            self._sheet.close()
