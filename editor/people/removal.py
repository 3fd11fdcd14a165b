"""Deleting an account: the name is typed, so that nobody does it by mistake."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.people.desk import Desk
from editor.people.sheet import Sheet, written
from storage.person import Person, same


def removal(desk: Desk, person: Person) -> None:
    with Element("section").classes("panel").props('data-testid="person-removal"'):
        with Element("header"):
            text("h2", desk.word("remove.title"))
        with Element("div").classes("body people-deeds"):
            text("p", desk.word("remove.means")).classes("quiet")
            made = button(desk.word("remove.ask"), lambda: _ask(desk, person), icon="delete", kind="danger")
            made.props('data-testid="person-remove"')


def _ask(desk: Desk, person: Person) -> None:
    async def go() -> None:
        await desk.do(desk.people.remove, person.name, author=desk.author)
        ui.navigate.to("/people")

    def type_name(words: str) -> None:
        sheet.go.set_enabled(same(words) == same(person.name))

    title = desk.word("remove.question", name=person.name)
    sheet = Sheet(desk, title, "remove")
    with sheet.open(desk.word("remove.ask"), go, kind="danger", icon_name="delete"):
        text("p", desk.word("remove.loses"))
        box = written(desk.word("remove.type", name=person.name), "remove-name", "", type_name)
    sheet.go.set_enabled(False)
    box.first_in(sheet.dialog)
