"""Adding somebody: by a link that lets them choose their password, or with a password that is chosen for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.people.desk import Desk
from editor.people.handing_over import hand_over
from editor.people.inviting import offered
from editor.people.sheet import Sheet, chosen, written
from editor.people.words import built_in
from runtime.problems import problem
from storage.passwords import SHORTEST
from storage.person import Person


@dataclass
class _Newcomer:
    name: str = ""
    role: str = "viewer"
    invited: bool = True
    password: str = ""
    info: dict[str, str] = field(default_factory=dict)


def ask_newcomer(desk: Desk) -> None:
    """Ask who it is; then show the link, if they come in by one."""
    new = _Newcomer()

    async def go() -> Callable[[], Awaitable[None]] | None:
        made = await _add(desk, new)
        return partial(hand_over, desk, made) if new.invited else None

    with Sheet(desk, desk.word("new"), "newcomer").open(desk.word("add"), go, icon_name="person_add") as sheet:
        box = written(desk.word("login_name"), "newcomer-name", "", partial(setattr, new, "name"),
                      desk.word("login_name_hint"))  # fmt: skip
        for key in ("full_name", "email"):
            written(desk.word(key), f"newcomer-{key}", "", partial(new.info.__setitem__, key))
        chosen(desk.word("role"), "newcomer-role", _offered(desk), new.role, partial(setattr, new, "role"))
        if desk.administers:
            _ask_way(desk, new)
    box.first_in(sheet.dialog)


def _ask_way(desk: Desk, new: _Newcomer) -> None:
    def choose(invited: bool) -> None:
        new.invited = invited
        part.refresh()

    @ui.refreshable
    def part() -> None:
        if not new.invited:
            written(desk.word("password"), "newcomer-password", "", partial(setattr, new, "password"),
                    desk.word("password_hint", count=SHORTEST), kind="password", silent=True)  # fmt: skip

    ways = {True: desk.word("way.link"), False: desk.word("way.password")}
    chosen(desk.word("way.title"), "newcomer-way", ways, True, choose)
    with Element("div").classes("wide-part"):
        part()


def _offered(desk: Desk) -> dict[str, str]:
    roles = offered(desk.roles, desk.author)
    return {role: name for role, name in built_in(desk).items() if role in roles}


async def _add(desk: Desk, new: _Newcomer) -> Person:
    info = {key: value for key, value in new.info.items() if value.strip()}
    password = None if new.invited or not desk.administers else new.password
    if new.role not in _offered(desk):
        raise problem("not_allowed")
    return await desk.invite(desk.people.add, new.name, password, new.role, info, author=desk.author,
                         done="" if new.invited else desk.word("added", name=new.name.strip()))  # fmt: skip
