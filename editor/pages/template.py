"""One template: its text or file on the left, what it makes of sample data on the right."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.pages.lost import nothing_here
from editor.templates.code_box import code_box
from editor.templates.desk import Desk
from editor.templates.history import history_panel
from editor.templates.preview import Preview
from editor.templates.top import Top
from editor.templates.writing import Writing
from editor.theme import Frame, asset, crumb, frame, told
from editor.uses import uses_panel
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.errors import NotFound

STYLES = ("forms.css", "templates.css")


def page(installation: Installation, visitor: Visitor, template_id: str) -> None:
    try:
        desk = Desk(installation, visitor, installation.templates().get(template_id))
    except NotFound:
        nothing_here(installation, visitor, "template", template_id, f"/templates/{template_id}")
        return
    ui.add_head_html("".join(f'<link rel="stylesheet" href="{asset(name)}">' for name in STYLES))
    ui.add_head_html(f'<script src="{asset("forms.js")}"></script>')
    title = f"{desk.now.name or visitor.say('templates.unnamed')}"
    with frame(visitor, "templates", title, heading=False) as place:
        with place.about:
            crumb(visitor, "templates.title", "/templates")
            text("h1", title).classes("unseen")
        Sheet(desk, place)


class Sheet:
    """The page's parts, each told of what the others change."""

    def __init__(self, desk: Desk, place: Frame) -> None:
        self._desk = desk
        self.top = Top(desk, place, self._anew)
        with Element("div").classes("template-page"):
            with Element("div").classes("stack"):
                self.writing = Writing(desk, self._changed)
                self._sample()
            with Element("div").classes("stack"):
                self.preview = Preview(desk, self._seen)
                with Element("section").classes("panel uses-panel"):
                    self.history = told(desk.visitor, lambda: history_panel(desk, self._taken))
                uses_panel(desk.visitor, desk.installation, "template", desk.saved.id)

    def _sample(self) -> None:
        desk = self._desk
        with Element("section").classes("panel"):
            with Element("header"):
                told(desk.visitor, self._sample_head)
            name = desk.visitor.say("templates.sample")
            self.sample = code_box(desk.sample_text, "JSON", name, "template-sample", self._sampled,
                                   editable=desk.editable)  # fmt: skip

    def _sample_head(self) -> None:
        say = self._desk.visitor.say
        text("h2", say("templates.sample")).classes("grow")
        if self._desk.editable:
            button(say("templates.suggest"), self._suggest, icon="auto_fix", kind="link").props(
                'data-testid="template-suggest"'
            )

    def _sampled(self, typed: str) -> None:
        if typed != self._desk.sample_text:
            self._desk.write_sample(typed)
            self._changed()

    def _suggest(self) -> None:
        self._desk.suggest()
        self._changed()

    def _changed(self) -> None:
        self.top.refresh()
        self.preview.soon()

    def _seen(self, line: int | None) -> None:
        """The preview has looked at what was typed."""
        self.writing.mark(line)
        self.writing.fields.refresh()
        if self.sample.value != self._desk.sample_text:
            self.sample.value = self._desk.sample_text

    def _anew(self) -> None:
        self.history.refresh()

    def _taken(self) -> None:
        self.writing.show()
        self.sample.value = self._desk.sample_text
        self._changed()
