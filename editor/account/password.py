"""Another password: the old one is asked for, and every other session ends."""

from nicegui.element import Element

from editor.account.part import Part, secret_field
from editor.controls import button, text


class PasswordPart(Part):
    name = "password"

    def body(self) -> None:
        if self.visitor.person.provider:
            text("p", self.word("elsewhere")).classes("quiet")
            return
        text("p", self.word("means")).classes("quiet")
        old = secret_field(self.word("old"), "password-old", "current-password")
        new = secret_field(self.word("new"), "password-new", "new-password")
        again = secret_field(self.word("again"), "password-again", "new-password")

        async def change() -> None:
            await self._change(old.value or "", new.value or "", again.value or "")

        with Element("div").classes("line"):
            button(self.word("go"), change).props('data-testid="password-go"')

    async def _change(self, old: str, new: str, again: str) -> None:
        name = self.visitor.person.name
        if new != again:
            return self.tell(self.visitor.say("problems.passwords_differ"))
        if not await self.proved(old):
            return None
        done = await self.tried(self._set, name, new)
        return self.tell(self.word("done"), "ok") if done else None

    def _set(self, name: str, password: str) -> bool:
        self.people.set_password(name, password, author=name, keep_session=self.session)
        return True
