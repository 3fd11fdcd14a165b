"""What is known of somebody: names and address, changed in a form."""

from functools import partial
from typing import Any

from nicegui.element import Element

from editor.controls import button, icon, text
from editor.people.desk import Desk
from editor.people.sheet import written
from storage.errors import StorageError
from storage.person import Person

FIELDS = ("name", "full_name", "email", "first_name", "last_name")


class About:
    """What was typed outlives a change of language. `again` draws the form anew."""

    again: Any = None

    def __init__(self, desk: Desk, person: Person) -> None:
        self._desk, self._person = desk, person
        self._typed = {key: str(getattr(person, key)) for key in FIELDS}
        self._wrong = ""

    def draw(self) -> None:
        desk = self._desk
        with Element("section").classes("panel").props('data-testid="person-about"'):
            with Element("header"):
                text("h2", desk.word("about"))
            with Element("div").classes("body people-form"):
                for key in FIELDS:
                    label = desk.word("login_name" if key == "name" else key)
                    written(label, f"person-{key}", self._typed[key], partial(self._typed.__setitem__, key))
                if self._wrong:
                    with Element("p").classes("problem error").props('role="alert"'):
                        icon("error")
                        text("span", self._wrong)
                button(desk.word("save"), self._save, kind="go").props('data-once data-testid="person-save"')

    async def _save(self) -> None:
        desk, now = self._desk, self._desk.people.by_id(self._person.id)
        changed = {key: value for key, value in self._typed.items() if value != getattr(now, key)}
        self._wrong = ""
        try:
            if changed:
                await desk.do(desk.people.set_info, now.name, changed, author=desk.author, done=desk.word("saved"))
        except StorageError as refused:
            self._wrong = desk.visitor.explain(refused)
        self.again()
