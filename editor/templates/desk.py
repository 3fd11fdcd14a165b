"""One template on a page: what is saved, what was typed since, and what it looks like. No page in it."""

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

from editor.templates.documents import uploaded
from editor.templates.sample import suggested, values_of
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problems, problem
from runtime.services.templates.asking import fill, look, outline, picture
from runtime.services.templates.pictures import pictures_of
from runtime.services.templates.rendering import named, source_of
from runtime.template_access import TARGETS
from storage.errors import StorageError
from storage.template import UPLOADED, Template

PREVIEW_SECONDS = 10.0
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""How files of the pictures begin that every reader of PDF shows."""


@dataclass(frozen=True)
class Shown:
    """A filled document, and what can be seen of it: a page of a PDF as a picture, an office document as a page."""

    target: str
    content: bytes
    pages: int = 0
    picture: bytes = b""
    outline: str = ""


class Desk:
    """`now` is the template as the person sees it; `saved` as it is kept."""

    def __init__(self, installation: Installation, visitor: Visitor, template: Template) -> None:
        self.installation, self.visitor = installation, visitor
        self.saved = self.now = template
        self.sample_text = visitor.json(template.sample if template.sample is not None else suggested(template.fields))
        self.target = TARGETS[template.kind][0]
        self.page = 0
        self.saving = False
        self.wrong: StorageError | Problems | None = None
        """Why the last save failed."""

    @property
    def editable(self) -> bool:
        return self.visitor.may("design")

    @property
    def dirty(self) -> bool:
        return self.now != self.saved

    def write(self, **parts: Any) -> None:
        self.wrong = None
        self.now = self.now.model_copy(update=parts)

    def write_sample(self, text: str) -> None:
        """A text that is no JSON (yet) is kept as it is typed, and neither shown nor saved."""
        self.sample_text = text
        try:
            self.write(sample=json.loads(text))
        except ValueError:
            self.write(sample=text)

    @property
    def sample_fits(self) -> bool:
        return isinstance(self.now.sample, dict | list | None)

    def suggest(self) -> None:
        """Sample data for the fields that the template asks for now."""
        self.sample_text = self.visitor.json(suggested(self.now.fields))
        self.write(sample=None)

    async def look(self) -> None:
        """Find the fields of what was typed; sample data that nobody wrote follow. `Problems` where that fails."""
        if self.now.file is None:
            found = await asyncio.to_thread(self._named, look, self.now.kind, self.now.text.encode())
            self.write(fields=found)
        if self.now.sample is None:
            self.sample_text = self.visitor.json(suggested(self.now.fields))

    async def preview(self) -> Shown:
        """The document with the sample data; `Problems` say what is wrong, and in which line."""
        if not self.sample_fits:
            raise problem("template_sample_not_json")
        await self.look()
        return await asyncio.to_thread(self._named, self._filled)

    async def replace_file(self, file_name: str, content: bytes) -> None:
        """Another file of the same kind; kept with the next save."""
        self._need()
        made = await asyncio.to_thread(uploaded, self.installation, self.visitor.person.name, file_name, content)
        if made.kind != self.now.kind:
            raise problem("template_other_kind", name=file_name, kind=self.now.kind)
        self.write(file=made.file, file_name=file_name, fields=made.fields, text=made.text)

    async def add_picture(self, file_name: str, content: bytes) -> str:
        """A picture for the page, kept with the next save; the name under which the page shows it."""
        self._need()
        if not content.startswith(PICTURES):
            raise problem("template_no_picture", name=file_name)
        add, creator = self.installation.files.add, self.visitor.person.name
        info = await asyncio.to_thread(add, content, file_name, creator=creator)
        name = re.sub(r"[^\w.-]+", "-", info.name)
        self.write(pictures={**self.now.pictures, name: info.id})
        return name

    def drop_picture(self, name: str) -> None:
        self.write(pictures={one: file for one, file in self.now.pictures.items() if one != name})

    async def save(self, *, over: bool = False) -> bool:
        """Keep what was typed as a new revision, at once in use; `over` what somebody else saved meanwhile."""
        self._need()
        self.saving, self.wrong = True, None
        try:
            if not self.sample_fits:
                raise problem("template_sample_not_json")
            await self.look()
            written = self.now
            revision = None if over else self.saved.revision
            save, author = self.installation.templates().save, self.visitor.person.name
            self.saved = await asyncio.to_thread(save, written, author, revision=revision)
            own = self.saved.model_dump(include={"revision", "author", "time"})
            self.write(**own)
        except (StorageError, Problems) as wrong:
            self.wrong = wrong
        finally:
            self.saving = False
        return self.wrong is None

    def take(self, template: Template) -> None:
        """Go on from another state: an older revision, or what somebody else saved."""
        own = self.saved.model_dump(include={"revision", "author", "time"})
        self.now = template.model_copy(update=own)
        self.sample_text = self.visitor.json(
            template.sample if template.sample is not None else suggested(template.fields)
        )

    def take_theirs(self) -> None:
        self.saved = self.installation.templates().get(self.saved.id)
        self.wrong = None
        self.take(self.saved)

    def _filled(self) -> Shown:
        sample = self.now.sample if self.now.sample is not None else suggested(self.now.fields)
        source = source_of(self.now, self.installation.files)
        pictures = pictures_of(self.now, self.installation.files)
        content = fill(self.now, source, values_of(sample), self.target, pictures=pictures, seconds=PREVIEW_SECONDS)
        if self.target in UPLOADED:
            return Shown(self.target, content, outline=outline(self.target, content))
        if self.target != "pdf":
            return Shown(self.target, content)
        pages, shown = picture(content, self.page)
        self.page = min(self.page, pages - 1)
        return Shown("pdf", content, pages, shown)

    def _named(self, deed: Any, *arguments: Any) -> Any:
        """Its problems tell the template's name."""
        try:
            return deed(*arguments)
        except Problems as wrong:
            raise Problems(*(named(found, self.now) for found in wrong.problems)) from wrong

    def _need(self) -> None:
        if not self.editable:
            raise problem("not_allowed")
