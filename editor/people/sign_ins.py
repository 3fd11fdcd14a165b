"""The log of sign-ins: who came in, and who was refused."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, grid, pill, text
from editor.people.desk import Desk
from storage.sign_ins import SignIn

_PAGE = 50


class SignInLog:
    """Of everybody, or of one person (an id); older lines on demand."""

    def __init__(self, desk: Desk, person: str | None = None, page: int = _PAGE) -> None:
        self._desk, self._person, self._page = desk, person, page
        self._count = page

    def draw(self) -> None:
        part = ui.refreshable(self._table)

        def more() -> None:
            self._count += self._page
            part.refresh()

        self._more = more
        part()

    def _table(self) -> None:
        desk = self._desk
        found = desk.people.sign_ins.newest(self._person, limit=self._count + 1)
        if not found:
            text("p", desk.word("sign_ins.empty")).classes("quiet")
            return
        heads = (desk.visitor.say(f"account.sign_ins.{key}") for key in ("time", "outcome", "address", "way"))
        with Element("section").classes("panel"), grid(desk.word("person"), *heads):
            for one in found[: self._count]:
                _row(desk, one)
        if len(found) > self._count:
            button(desk.word("sign_ins.more"), self._more, kind="link").props('data-testid="sign-ins-more"')


def sign_ins(desk: Desk) -> None:
    text("p", desk.word("sign_ins.means")).classes("quiet")
    SignInLog(desk).draw()


def _row(desk: Desk, one: SignIn) -> None:
    with Element("tr").props(f'data-testid="sign-in-{one.number}"'):
        text("td", one.name or desk.word("sign_ins.unknown")).classes("" if one.name else "quiet")
        text("td", desk.visitor.moment(one.time))
        with Element("td"):
            words = desk.visitor.say(f"account.sign_ins.outcomes.{one.outcome}")
            pill("enabled" if one.outcome == "in" else "failed", words)
        text("td", one.address)
        text("td", desk.visitor.say("account.sign_ins.page") if one.way == "page" else one.way)
