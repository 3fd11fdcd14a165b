"""Tokens for programs: made, shown once, revoked."""

from datetime import UTC, datetime, timedelta

from nicegui import ui
from nicegui.element import Element

from editor.account.part import Part
from editor.controls import button, grid, text
from storage.people import TokenInfo

_DAYS = (30, 90, 365)


class TokensPart(Part):
    """`_made` is a new token's secret, shown until the page is left."""

    name = "tokens"
    _made = ""

    def body(self) -> None:
        text("p", self.word("means")).classes("quiet")
        tokens = self.people.tokens(self.visitor.person.name)
        if tokens:
            with grid(*(self.word(key) for key in ("label", "made", "ends", "deeds")), unseen_last=True):
                for one in tokens:
                    self._row(one)
        if self._made:
            text("p", self.word("once"))
            text("p", self._made).classes("mono factor-secret").props('data-testid="token-secret"')
        self._draw_new()

    def _row(self, one: TokenInfo) -> None:
        with Element("tr").props(f'data-testid="token-{one.id}"'):
            text("td", one.label or self.word("unnamed"))
            text("td", self.visitor.minute(one.created))
            text("td", self.visitor.minute(one.ends) if one.ends else self.word("never"))
            with Element("td").classes("deeds"):
                revoke = button(self.word("revoke"), lambda: self._revoke(one.id), kind="link")
                revoke.props(f'data-testid="token-revoke-{one.id}"')

    def _draw_new(self) -> None:
        days = {one: self.word("days", count=one) for one in _DAYS} | {0: self.word("never")}
        with Element("div").classes("line account-new"):
            label = (
                ui.input(self.word("label")).props('maxlength=100 data-testid="token-label"').classes("account-field")
            )
            ends = ui.select(days, value=90, label=self.word("ends")).props('data-testid="token-ends"')
            proof = self.proof("token-password")

            async def add() -> None:
                if await proof():
                    await self._add(label.value or "", ends.value)

            button(self.word("add"), add, icon="add").props('data-testid="token-add"')

    async def _add(self, label: str, days: int) -> None:
        ends = datetime.now(UTC) + timedelta(days=days) if days else None
        made = await self.tried(self.people.add_token, self.visitor.person.name, label=label.strip(), ends=ends)
        if made:
            self._made = made
            self.tell()

    async def _revoke(self, id: str) -> None:
        await self.tried(self.people.revoke_token, self.visitor.person.name, id)
        self._made = ""
        self.tell()
