"""Templates and the files that are made of them: what stands behind `ctx.templates`."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from runtime.context import StoredFile
from runtime.problems import Problem, Problems, problem
from runtime.services.templates.asking import fill
from runtime.services.templates.libraries import lacking
from runtime.services.templates.pictures import pictures_of
from runtime.stop import Stop
from runtime.template_access import Edition, Filling
from runtime.world import stored
from storage.errors import NotFound
from storage.files import Files
from storage.template import Template
from storage.templates import Templates


class RuntimeTemplates:
    """The templates of a sandbox for one step of a run; `made` is told every file that is to be shown."""

    def __init__(self, templates: Templates | None, files: Files, creator: str, made: Callable[[StoredFile], None],
                 stop: Stop) -> None:  # fmt: skip
        self._templates, self._files, self._creator = templates, files, creator
        self._stop, self.announce = stop, made
        self._opened = lru_cache(maxsize=4)(self._open)

    def newest(self, template: str) -> Edition:
        found = self._get(template, None)
        return Edition(found.revision, found.kind)

    def lacks(self, target: str) -> str | None:
        return lacking(target)

    def fill(self, filling: Filling, values: Mapping[str, Any]) -> bytes:
        template, source, pictures = self._opened(filling.template, filling.revision)
        self._stop.look()
        try:
            return fill(template, source, values, filling.target, missing=filling.missing, pictures=pictures,
                        stop=self._stop)  # fmt: skip
        except Problems as wrong:
            raise Problems(*(named(found, template) for found in wrong.problems)) from wrong

    def store(self, content: bytes, name: str, key: str) -> StoredFile:
        info = self._files.add(content, name, creator=self._creator, id=uuid5(NAMESPACE_URL, key).hex)
        return stored(info)

    def _open(self, id: str, revision: int) -> tuple[Template, bytes, dict[str, str]]:
        template = self._get(id, revision)
        return template, source_of(template, self._files), pictures_of(template, self._files)

    def _get(self, id: str, revision: int | None) -> Template:
        try:
            if self._templates is None:
                raise NotFound("template", id)
            return self._templates.get(id, revision)
        except NotFound as gone:
            raise problem("template_gone", "template", id=id) from gone


def source_of(template: Template, files: Files) -> bytes:
    """The text, or the bytes of the uploaded file."""
    return files.path(template.file).read_bytes() if template.file else template.text.encode()


def named(found: Problem, template: Template) -> Problem:
    """The problem with the template's name, blamed on the setting that chose it."""
    return found.model_copy(update={"setting": "template", "parameters": found.parameters | {"name": template.name}})
