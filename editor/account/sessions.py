"""Where the account is signed in, and how to end it there."""

from nicegui.element import Element

from editor.account.part import Part
from editor.controls import button, grid, text
from editor.sockets import end_sessions
from storage.people import SessionInfo


class SessionsPart(Part):
    name = "sessions"

    def body(self) -> None:
        text("p", self.word("means")).classes("quiet")
        sessions = self.people.sessions(self.visitor.person.name)
        heads = (self.word(key) for key in ("browser", "address", "opened", "seen", "deeds"))
        with grid(*heads, unseen_last=True):
            for one in sessions:
                self._row(one)
        if len(sessions) > 1:
            with Element("div").classes("line"):
                button(self.word("end_others"), self._end_others).props('data-testid="sessions-end-others"')

    def _row(self, one: SessionInfo) -> None:
        mine = one.id == self.people.session_id(self.session)
        with Element("tr").props(f'data-testid="session-{one.id}"'):
            text("td", browser_name(one.browser) or self.word("unknown"))
            text("td", one.address)
            text("td", self.visitor.minute(one.opened))
            text("td", self.word("here") if mine else self.visitor.minute(one.seen))
            with Element("td").classes("deeds"):
                if not mine:
                    ended = button(self.word("end"), lambda: self._end(one.id), kind="link")
                    ended.props(f'data-testid="session-end-{one.id}"')

    async def _end(self, id: str) -> None:
        await self.tried(self.people.end_session, self.visitor.person.name, id)
        await end_sessions(self.people)
        self.tell()

    async def _end_others(self) -> None:
        await self.tried(self.people.end_sessions, self.visitor.person.name, self.session)
        await end_sessions(self.people)
        self.tell()


def browser_name(agent: str) -> str:
    """The browser and the system that a user agent most likely means, as people call them."""
    browsers = ("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl", "python")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    named = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS", "python": "Python"}
    found = [next((one for one in names if one in agent), "") for names in (browsers, systems)]
    return " · ".join(named.get(one, one) for one in found if one) or agent[:40]
