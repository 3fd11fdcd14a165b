"""A part of the page: a panel that draws itself again, with one word about what went wrong or well."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.visitor import Visitor
from storage.errors import StorageError
from storage.people import People

T = TypeVar("T")


class Part:
    """`name` is the part's locale room and test id; `again` draws it anew, once the page has put it in place."""

    name = ""

    def __init__(self, visitor: Visitor, people: People, session: str) -> None:
        self.visitor, self.people, self.session = visitor, people, session
        self.again: Callable[[], Any] = lambda: None
        self._told: tuple[str, str] | None = None

    def word(self, key: str, **parameters: Any) -> str:
        return self.visitor.say(f"account.{self.name}.{key}", **parameters)

    def draw(self) -> None:
        with Element("section").classes("panel account-part").props(f'data-testid="account-{self.name}"'):
            text("h2", self.word("title"))
            self.body()
            if self._told:
                kind, words = self._told
                with Element("div").classes(f"notice {kind}").props('role="alert"'):
                    icon("error" if kind == "bad" else "check")
                    ui.label(words)

    def body(self) -> None:
        """The content."""
        raise TypeError(f"{type(self).__name__} has no body")

    def tell(self, words: str = "", kind: str = "bad") -> None:
        """Draw anew, with this word."""
        self._told = (kind, words) if words else None
        self.again()

    async def tried(self, deed: Callable[..., T], *given: Any, **named: Any) -> T | None:
        """Do something to the account in a thread; what is refused is told in the part. None then."""
        try:
            return await asyncio.to_thread(lambda: deed(*given, **named))
        except StorageError as refused:
            self.tell(self.visitor.explain(refused))
            return None

    async def proved(self, password: str) -> bool:
        """Whether it is the person: an open page may stand before somebody else. If not, that is told."""
        right = await self.tried(self._is_right, password)
        if right is False:
            self.tell(self.visitor.say("account.password.wrong"))
        return bool(right)

    def _is_right(self, password: str) -> bool:
        """Asked for where they are signed in: strangers' guesses elsewhere do not count there."""
        name, mine = self.visitor.person.name, self.people.session_id(self.session)
        address = next((one.address for one in self.people.sessions(name) if one.id == mine), "")
        return self.people.check_password(name, password, address) is not None

    def proof(self, test_id: str) -> Callable[[], Awaitable[bool]]:
        """A box for the password; asked, it tells whether it is the person. Somebody of a directory has none here."""
        if self.visitor.person.provider:
            return _given
        field = secret_field(self.visitor.say("account.password.old"), test_id, "current-password")
        return lambda: self.proved(field.value or "")


async def _given() -> bool:
    return True


def secret_field(words: str, test_id: str, autocomplete: str) -> ui.input:
    """A box whose letters are not shown."""
    field = ui.input(words, password=True).classes("account-field")
    return field.props(f'autocomplete="{autocomplete}" maxlength=1000 data-testid="{test_id}"')
