"""What can be done from the list of components: make one, delete one."""

import asyncio
from dataclasses import dataclass

from nicegui import ui

from editor.controls import toast
from editor.data.catalogue.new_sheet import NewSheet
from editor.uses import confirm_delete
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.component import Component
from storage.errors import Stale
from storage.slugs import slug


@dataclass
class Deeds:
    installation: Installation
    visitor: Visitor

    def ask_new(self) -> None:
        """Ask for the name; the design comes on the component's own page."""
        NewSheet(self.visitor, self.new).open()

    async def new(self, name: str) -> None:
        if not self.visitor.may("design"):
            raise problem("not_allowed")
        made = await asyncio.to_thread(self._make, name)
        ui.navigate.to(f"/data/{made.id}?tab=design")

    def _make(self, name: str) -> Component:
        entries = self.installation.entries()
        while True:
            made = slug(name, {one.id for one in entries.components()}, "component")
            try:
                return entries.define(Component(id=made, name=name), self.visitor.person.name, revision=0)
            except Stale:  # somebody took the id at this very moment
                continue

    async def delete(self, one: Component) -> None:
        """Ask, saying what uses it and how many entries go with it."""
        if not self.visitor.may("design"):
            raise problem("not_allowed")
        entries, say = self.installation.entries(), self.visitor.say
        count = 0 if one.proxy else await asyncio.to_thread(entries.count, one.id)
        loses = say("data.loses", count=count) if count else ""
        if await confirm_delete(self.visitor, self.installation, "component", one.id, one.name, loses=loses):
            await asyncio.to_thread(entries.drop, one.id)
            toast(say("data.deleted", name=one.name))
