"""Who tried to sign in to this account lately, and from where."""

from nicegui.element import Element

from editor.account.part import Part
from editor.controls import grid, text

_SHOWN = 10


class SignInsPart(Part):
    name = "sign_ins"

    def body(self) -> None:
        text("p", self.word("means")).classes("quiet")
        with grid(self.word("time"), self.word("outcome"), self.word("address"), self.word("way")):
            for one in self.people.sign_ins.newest(self.visitor.person.id, limit=_SHOWN):
                with Element("tr"):
                    text("td", self.visitor.minute(one.time))
                    text("td", self.word(f"outcomes.{one.outcome}"))
                    text("td", one.address)
                    text("td", self.word("page") if one.way == "page" else one.way)
