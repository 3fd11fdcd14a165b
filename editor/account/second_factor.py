"""The second factor: a QR code for an authenticator app, its first code, and ten recovery codes shown once."""

from collections.abc import Sequence

from nicegui import ui
from nicegui.element import Element

from editor.account.part import Part, secret_field
from editor.controls import button, text
from storage.totp import address_of

ISSUER = "Étapes"


class SecondFactorPart(Part):
    """`_secret` is what the app is being given; `_codes` are shown until the page is left."""

    name = "second_factor"
    _secret = ""
    _codes: Sequence[str] = ()

    def body(self) -> None:
        text("p", self.word("means")).classes("quiet")
        if self._secret:
            self._draw_app()
        elif self.people.factors.on(self._id):
            self._draw_on()
        else:
            self._draw_off()
        if self._codes:
            self._draw_codes()

    @property
    def _id(self) -> str:
        return self.visitor.person.id

    def _draw_off(self) -> None:
        proof = self.proof("factor-password")

        async def begin() -> None:
            if await proof():
                await self._begin()

        with Element("div").classes("line"):
            button(self.word("begin"), begin, icon="qr_code_2").props('data-testid="factor-begin"')

    def _draw_app(self) -> None:
        import segno

        name = self.visitor.person.name
        code = segno.make(address_of(self._secret, name, ISSUER), error="m")
        picture = code.svg_data_uri(scale=4, border=3, light="white")
        with Element("div").classes("factor-app"):
            shown = Element("img").classes("factor-picture").props('data-testid="factor-picture"')
            shown.props["src"], shown.props["alt"] = picture, self.word("picture")
            with Element("div").classes("stack"):
                text("p", self.word("scan"))
                words = " ".join(self._secret[at : at + 4] for at in range(0, len(self._secret), 4))
                text("p", words).classes("mono factor-secret").props('data-testid="factor-secret"')
                typed = ui.input(self.word("code")).classes("account-field")
                typed.props('autocomplete="one-time-code" inputmode=numeric maxlength=10 data-testid="factor-code"')

                async def confirm() -> None:
                    await self._confirm(typed.value or "")

                typed.on("keydown.enter", confirm)
                with Element("div").classes("line"):
                    button(self.word("confirm"), confirm, kind="go").props('data-testid="factor-confirm"')
                    button(self.visitor.say("frame.cancel"), self._leave, kind="ghost")

    def _draw_on(self) -> None:
        left = self.people.factors.recovery_left(self._id)
        text("p", self.word("on", count=left)).props('data-testid="factor-on"')
        password = secret_field(self.word("password"), "factor-password", "current-password")

        async def renew() -> None:
            if await self.proved(password.value or ""):
                self._codes = await self.tried(self.people.renew_recovery, self.visitor.person.name) or ()
                self.tell()

        async def drop() -> None:
            if await self.proved(password.value or ""):
                await self.tried(self.people.drop_factor, self.visitor.person.name)
                self._codes = ()
                self.tell()

        with Element("div").classes("line"):
            button(self.word("renew"), renew).props('data-testid="factor-renew"')
            button(self.word("drop"), drop, kind="danger").props('data-testid="factor-drop"')

    def _draw_codes(self) -> None:
        text("p", self.word("codes"))
        with Element("ul").classes("factor-codes mono").props('data-testid="factor-codes"'):
            for code in self._codes:
                text("li", code)

    async def _begin(self) -> None:
        self._secret = await self.tried(self.people.factors.begin, self._id) or ""
        if self._secret:
            self.tell()

    def _leave(self) -> None:
        self._secret = ""
        self.tell()

    async def _confirm(self, code: str) -> None:
        codes = await self.tried(self.people.confirm_factor, self.visitor.person.name, code)
        if codes is None:
            self.tell(self.visitor.say("problems.wrong_code"))
        else:
            self._secret, self._codes = "", codes
            self.tell()
