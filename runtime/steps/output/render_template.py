from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from runtime.context import Context, StoredFile
from runtime.fields import FileName, Source, TemplateEntry, TemplateName
from runtime.known import Known
from runtime.made_files import FILE_INFO, check_places, file_item, has_places, named
from runtime.model import Item, Model
from runtime.problems import Problem, Problems, problem
from runtime.step_type import Group, Nature, StepType
from runtime.template_access import ENDINGS, TARGETS, Edition, Filling
from runtime.template_fields import check_fields


class RenderTemplate(StepType):
    """Fills a stored template from each item, or once from all of them, and hands on the infos of the files it made.

    Fields of the same name are filled by themselves, the mapping fills the others. A template of all items gets them
    as `items`, and the fields of the first one. The revision that a run begins with stays to its end.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "description"
    per_item: ClassVar[bool] = True

    source: Source = None
    template: TemplateName
    render_type: Literal["auto", "pdf", "html", "text", "docx", "xlsx"] = "auto"
    documents: Literal["item", "all"] = "item"
    file_name: FileName = "document"
    mapping: list[TemplateEntry] = Field(default_factory=list)
    missing: Literal["error", "empty"] = "error"

    def problems(self) -> list[Problem]:
        filled = [entry.to for entry in self.mapping]
        return [
            Problem(code="template_field_twice", setting=f"mapping[{at}].to", parameters={"field": field})
            for at, field in enumerate(filled)
            if field in filled[:at]
        ]

    def problems_in(self, known: Known) -> list[Problem]:
        template = known.get("template", self.template)
        if template is None:
            return []
        possible = TARGETS.get(template.kind, ())
        if not possible or self.render_type in ("auto", *possible):
            return []
        told = {"name": template.name, "kind": template.kind, "target": self.render_type,
                "possible": ", ".join(possible)}  # fmt: skip
        return [Problem(code="template_target_unfit", setting="render_type", parameters=told)]

    def run(self, ctx: Context, *models: Model) -> Model:
        revision, kind = ctx.once("template", lambda _: list[Any](ctx.templates.newest(self.template)))
        filling = self._filling(ctx, Edition(revision, kind))
        made: list[Item] = []
        for index, values in enumerate(self._values(self._filled_from(ctx, models[0]))):
            made += self._document(ctx, filling, index, values)
        return ctx.tables.of(made, FILE_INFO)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        """A dry run fills the first document, so that what is wrong with the template is told."""
        filling = self._filling(ctx, ctx.templates.newest(self.template))
        model = self._filled_from(ctx, models[0])
        if self.missing == "error":
            check_fields(ctx.known, self.template, model)
        for values in self._values(model.head(1)):
            ctx.templates.fill(filling, values)
        count = model.count() if self.documents == "item" else 1
        ctx.would("would_render", count=count, file_type=filling.target, name=self.file_name)
        empty = file_item(StoredFile(id="", name=named(self.file_name, {}, self._ending(filling))))
        return ctx.tables.of([empty] * count, FILE_INFO)

    def _filling(self, ctx: Context, edition: Edition) -> Filling:
        made_for = TARGETS.get(edition.kind, ("html",))[0]
        target = made_for if self.render_type == "auto" else self.render_type
        if library := ctx.templates.lacks(target):
            raise problem("template_libraries_missing", "template", library=library)
        return Filling(self.template, edition.revision, target, self.missing)

    def _filled_from(self, ctx: Context, model: Model) -> Model:
        check_places(self.file_name, model)
        return model.select(self.mapping, True, ctx.faults) if self.mapping else model

    def _values(self, model: Model) -> Iterator[Item]:
        """What each document is filled from."""
        items = model.items()
        if self.documents == "item":
            yield from items
        else:
            yield {**(items[0] if items else {}), "items": items}

    def _document(self, ctx: Context, filling: Filling, index: int, values: Item) -> list[Item]:
        """The info of one file, made now or by an earlier attempt."""

        def deed(key: str) -> Item:
            content = ctx.templates.fill(filling, values)
            return ctx.templates.store(content, self._name(filling, index, values), key).model_dump(mode="json")

        try:
            made = StoredFile.model_validate(ctx.once(str(index), deed))
        except Problems as wrong:
            return self._bad(ctx, wrong.problems[0], index, values)
        ctx.templates.announce(made)
        return [file_item(made)]

    def _bad(self, ctx: Context, found: Problem, index: int, values: Item) -> list[Item]:
        ctx.faults.bad(index, found.code, values, setting=found.setting, line=found.line, **found.parameters)
        if verdict := ctx.faults.verdict():
            raise Problems(verdict)
        return [dict.fromkeys(FILE_INFO)] if ctx.faults.policy == "continue" else []

    def _name(self, filling: Filling, index: int, values: Item) -> str:
        """Documents of items are numbered where no field tells them apart."""
        alike = self.documents == "item" and not has_places(self.file_name)
        return named(f"{self.file_name}-{index + 1}" if alike else self.file_name, values, self._ending(filling))

    def _ending(self, filling: Filling) -> str:
        return ENDINGS.get(filling.target, filling.target)
