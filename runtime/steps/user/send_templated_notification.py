from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from runtime.context import Context
from runtime.fields import FileName, NewField, TallText, TemplateEntry, TemplateName
from runtime.known import Known
from runtime.made_files import check_places, named
from runtime.model import Item, Model
from runtime.notice_access import Addressee, Message
from runtime.notifying import Notifies
from runtime.placed_text import filled_text
from runtime.problems import Problem, problem
from runtime.template_access import ENDINGS, TARGETS, Edition, Filling
from runtime.template_fields import check_fields

WRITTEN = ("text", "html")
"""Kinds that are the message itself; others go with it as documents."""


class SendTemplatedNotification(Notifies):
    """Tells people something by a template of the page Templates, filled anew for each of them.

    A text or a page is the message itself; a PDF, Word or Excel document goes with it. The template knows the item's
    fields, and of the `recipient` the `name` and the `address`.
    """

    icon: ClassVar[str] = "forward_to_inbox"
    given: ClassVar[tuple[str, ...]] = ("recipient",)

    template: TemplateName
    render_type: Literal["auto", "text", "html", "pdf", "docx", "xlsx"] = "auto"
    mapping: list[TemplateEntry] = Field(default_factory=list)
    missing: Literal["error", "empty"] = "error"
    body: TallText = ""
    file_name: FileName = "document"
    into: NewField = "notification"

    def texts(self) -> Iterator[tuple[str, str]]:
        yield "body", self.body

    def outcome_field(self) -> str:
        return self.into

    def problems_in(self, known: Known) -> list[Problem]:
        template, found = known.get("template", self.template), super().problems_in(known)
        possible = TARGETS.get(template.kind, ()) if template else ()
        if template is None or self.render_type in ("auto", *possible):
            return found
        told = {"name": template.name, "kind": template.kind, "target": self.render_type,
                "possible": ", ".join(possible)}  # fmt: skip
        return [*found, Problem(code="template_target_unfit", setting="render_type", parameters=told)]

    def run(self, ctx: Context, *models: Model) -> Model:
        return super().run(ctx, self._filled_from(ctx, models[0]))

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        model = self._filled_from(ctx, models[0])
        check_places(self.file_name, model)
        if self.missing == "error":
            check_fields(ctx.known, self.template, model, given=self.given)
        return super().rehearse(ctx, model)

    def messages(self, ctx: Context, item: Item, to: Sequence[Addressee], key: str) -> Sequence[Message]:
        filling, subject = self._filling(ctx), self.subject_for(item)
        personal = any(field.partition(".")[0] == "recipient" for field in self._asked_fields(ctx.known))
        made: list[Message] = []
        for at, one in enumerate(to):
            if personal or not made:
                values = {"recipient": {"name": one.name, "address": one.address}, **item}
                made.append(self._message(ctx, filling, subject, values, f"{key}:{at}" if key else ""))
            else:
                made.append(made[0])
        return made

    def _message(self, ctx: Context, filling: Filling, subject: str, values: Item, key: str) -> Message:
        document = filling.target not in WRITTEN
        content = ctx.templates.fill(filling, _masked(values) if document else values)
        if filling.target == "html":
            return Message(subject, html=content.decode())
        if filling.target == "text":
            return Message(subject, content.decode())
        name = named(self.file_name, values, ENDINGS.get(filling.target, filling.target))
        documents = [(ctx.templates.store(content, name, key).id, name)] if key else []
        return Message(subject, filled_text(self.body, values), documents=documents)

    def _filling(self, ctx: Context) -> Filling:
        """The template as the run found it first; a rehearsal takes the newest."""
        edition = self._edition(ctx)
        target = self._usual(edition.kind) if self.render_type == "auto" else self.render_type
        if library := ctx.templates.lacks(target):
            raise problem("template_libraries_missing", "template", library=library)
        return Filling(self.template, edition.revision, target, self.missing)

    def _edition(self, ctx: Context) -> Edition:
        if ctx.dry:
            return ctx.templates.newest(self.template)
        revision, kind = ctx.once("template", lambda _: list[Any](ctx.templates.newest(self.template)))
        return Edition(revision, kind)

    def _usual(self, kind: str) -> str:
        """A page is a message here, where elsewhere it is made into a PDF."""
        return kind if kind in WRITTEN else TARGETS.get(kind, ("html",))[0]

    def _asked_fields(self, known: Known) -> Sequence[str]:
        template = known.get("template", self.template)
        return template.fields if template else ()

    def _filled_from(self, ctx: Context, model: Model) -> Model:
        return model.select(self.mapping, True, ctx.faults) if self.mapping else model


def _masked(values: Item) -> Any:
    """As they may stand in a stored document: without the handles of sealed values."""
    from storage.vault import masked_json

    return masked_json(values)
