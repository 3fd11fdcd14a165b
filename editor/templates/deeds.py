"""What can be done with a template from its list."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from nicegui import ui

from editor.controls import toast
from editor.templates.documents import uploaded
from editor.templates.starters import starter
from editor.uses import confirm_delete
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from runtime.services.templates.asking import look
from storage.template import Template


@dataclass
class Deeds:
    """New, upload, duplicate, delete (with undo). `changed` draws the list again."""

    installation: Installation
    visitor: Visitor
    changed: Callable[[], Any]

    async def new(self, kind: str, name: str = "") -> None:
        language = self.visitor.language
        name = name.strip() or self.visitor.say("templates.unnamed")
        await self._open(Template(name=name, kind=kind, text=starter(kind, language), language=language))

    async def upload(self, file_name: str, content: bytes, name: str = "") -> None:
        """A template of a file; its ending says of which kind."""
        self._need()
        made = await asyncio.to_thread(uploaded, self.installation, self.visitor.person.name, file_name, content)
        name = name.strip() or PurePath(file_name).stem
        await self._open(made.model_copy(update={"name": name, "language": self.visitor.language}))

    async def duplicate(self, id: str) -> None:
        self._need()
        template = self.installation.templates().get(id)
        name = self.visitor.say("templates.copy", name=template.name)
        await self._save(template.model_copy(update={"id": "", "name": name}))
        self.changed()

    async def delete(self, id: str, name: str) -> None:
        """Asked where something uses it; undone by the word that says so."""
        self._need()
        if not await confirm_delete(self.visitor, self.installation, "template", id, name, always=False):
            return
        templates, author = self.installation.templates(), self.visitor.person.name
        await asyncio.to_thread(templates.delete, id, author)
        self.changed()

        async def undo() -> None:
            await asyncio.to_thread(templates.undelete, id, author)
            self.changed()

        toast(self.visitor.say("templates.deleted", name=name), self.visitor.say("frame.undo"), undo)

    async def _open(self, template: Template) -> None:
        made = await self._save(template)
        ui.navigate.to(f"/templates/{made.id}")

    async def _save(self, template: Template) -> Template:
        self._need()
        if not template.file:
            found = await asyncio.to_thread(look, template.kind, template.text.encode())
            template = template.model_copy(update={"fields": found})
        return await asyncio.to_thread(self.installation.templates().save, template, self.visitor.person.name)

    def _need(self) -> None:
        if not self.visitor.may("design"):
            raise problem("not_allowed")
