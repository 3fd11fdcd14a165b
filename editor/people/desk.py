"""The desk of whoever administers or invites: what the page shows, and what is done from it.

Each deed asks the right again.
"""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from nicegui import ui

from editor.controls import toast
from editor.people.register import Register
from editor.sockets import end_sessions
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.rights import Right

T = TypeVar("T")
PAGE = 50
"""Lines that a list shows at first."""


class Desk:
    """`again` draws the page anew, once it stands. `session` is the secret of the visitor's own session."""

    def __init__(self, installation: Installation, visitor: Visitor, session: str, origin: str = "") -> None:
        self.installation, self.visitor, self.session, self.origin = installation, visitor, session, origin
        self.people, self.roles = installation.people, installation.roles
        self.register = Register.of(installation)
        self.again: Callable[[], Any] = lambda: None
        self.tab, self.sought, self.shown = "users", "", PAGE

    @property
    def author(self) -> str:
        return self.visitor.person.name

    def word(self, key: str, **parameters: Any) -> str:
        return self.visitor.say(f"people.{key}", **parameters)

    @property
    def administers(self) -> bool:
        """Whether the visitor may do everything here; who may not, invites."""
        return self.visitor.may("administer")

    async def invite(self, deed: Callable[..., T], *given: Any, **named: Any) -> T:
        """The same as `do`, also for those who may no more than invite."""
        return await self.do(deed, *given, right="administer" if self.administers else "invite", **named)

    async def do(self, deed: Callable[..., T], *given: Any, done: str = "", right: Right = "administer",
                 **named: Any) -> T:  # fmt: skip
        """Do something to the accounts in a thread, and show what is now; `done` is a sentence about it."""
        if not self.visitor.may(right):
            raise problem("not_allowed")
        page = ui.context.client
        outcome = await asyncio.to_thread(lambda: deed(*given, **named))
        await self.look()
        if done:  # what is said can be seen, and what is seen stays: a box opened now is not drawn anew
            with page:
                toast(done)
        return outcome

    async def look(self) -> None:
        """Read all again, for those who still may see it; pages of those who are out end at once."""
        if self.visitor.may("administer") or self.visitor.may("invite"):
            self.register = await asyncio.to_thread(Register.of, self.installation)
            self.again()
        await end_sessions(self.people)
