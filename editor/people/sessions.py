"""Who is signed in, where and since when."""

from collections.abc import Sequence
from functools import partial

from nicegui.element import Element

from editor.account.sessions import browser_name
from editor.controls import button, grid, text
from editor.people.desk import Desk
from editor.people.paged import paged
from storage.people import SessionInfo


def sessions(desk: Desk) -> None:
    text("p", desk.word("sessions.means")).classes("quiet")
    session_table(desk, desk.people.custody.sessions())


def session_table(desk: Desk, found: Sequence[tuple[str, SessionInfo]]) -> None:
    """Sessions behind the names of those they belong to."""
    paged(desk, found, partial(_rows, desk), desk.again)


def _rows(desk: Desk, found: Sequence[tuple[str, SessionInfo]]) -> None:
    heads = (desk.word(key) for key in ("person", "sessions.where", "sessions.opened", "sessions.seen", "deeds"))
    mine = desk.people.session_id(desk.session)
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for name, one in found:
            with Element("tr").props(f'data-testid="session-{one.id}"'):
                text("td", name)
                with Element("td"):
                    text("div", browser_name(one.browser) or desk.visitor.say("account.sessions.unknown"))
                    text("div", one.address).classes("small quiet")
                text("td", desk.visitor.minute(one.opened))
                text("td", desk.word("sessions.here") if one.id == mine else desk.visitor.minute(one.seen))
                with Element("td").classes("deeds"):
                    if one.id != mine:
                        end = partial(desk.do, desk.people.end_session, name, one.id,
                                      done=desk.word("sessions.ended", name=name))  # fmt: skip
                        made = button(desk.visitor.say("account.sessions.end"), end, kind="link")
                        made.props(f'data-testid="session-end-{one.id}"')
