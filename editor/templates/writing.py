"""Where a template is written: its text, or the file that an office program made, and the fields it asks for."""

from collections.abc import Callable
from typing import Any

from nicegui import events, ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.forms.inputs.typed import same
from editor.templates.code_box import Language, code_box
from editor.templates.desk import Desk
from editor.templates.new import upload_box
from editor.templates.pictures import Pictures
from editor.theme import told

EXAMPLES = {"example": "{{ customer.name }}", "element": "{{ lines[].price }}",
            "filters": '|\xa0number(2), |\xa0money("EUR"), |\xa0date("long")'}  # fmt: skip
ROWS = {"docx": ("{%tr for line in lines %}", "{%tr endfor %}")}
LANGUAGES: dict[str, Language] = {"html": "HTML", "text": "Jinja2"}


class Writing:
    """`changed` is told of every keystroke; `mark` shows the line that a problem points at."""

    def __init__(self, desk: Desk, changed: Callable[[], Any]) -> None:
        self._desk, self._changed = desk, changed
        self._editor: ui.codemirror | None = None
        with Element("section").classes("panel writing"):
            with Element("header"):
                told(desk.visitor, self._head)
            self._body()
            self.fields = told(desk.visitor, self._fields)
            shown = self._editor if desk.now.kind == "html" else None
            self._pictures = Pictures(desk, shown, changed) if shown else None

    def _head(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        text("h2", say(f"templates.kinds.{desk.now.kind}")).classes("grow")
        choices = {one: say(f"templates.languages.{one}") for one in ("en", "fr")}
        now = desk.now.language if desk.now.language in choices else "en"
        pick = ui.select(choices, value=now, on_change=lambda event: self._write(language=event.value))
        pick.props(f'aria-label="{say("templates.language")}" data-testid="template-language"').classes("pick")
        pick.set_enabled(desk.editable)

    def _body(self) -> None:
        desk = self._desk
        if desk.now.file:
            self._file = told(desk.visitor, self._draw_file)
            return
        self._editor = code_box(
            desk.now.text, LANGUAGES[desk.now.kind], desk.visitor.say("templates.text"), "template-text",
            lambda text: self._write(text=text), editable=desk.editable,
        )  # fmt: skip

    def _draw_file(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        with Element("div").classes("body stack"), Element("div").classes("file-line"):
            icon("description")
            text("a", desk.now.file_name).classes("grow cut").props(
                f'href="/files/{desk.now.file}/content" download data-testid="template-file"'
            )
            if desk.editable:
                uploader = upload_box(self._replace, f".{desk.now.kind}")
                button(say("templates.replace"), icon="upload_file").on(
                    "click",
                    js_handler=f"() => getHtmlElement({uploader.id}).querySelector('input[type=file]').click()",
                )

    async def _replace(self, event: events.UploadEventArguments) -> None:
        await self._desk.replace_file(event.file.name, await event.file.read())
        self._file.refresh()
        self._changed()

    def _fields(self) -> None:
        desk, say = self._desk, self._desk.visitor.say
        first, last = ROWS.get(desk.now.kind, ("{% for line in lines %}", "{% endfor %}"))
        with Element("div").classes("found-fields"):
            text("p", say(f"templates.how.{desk.now.kind}", row_begin=first, row_end=last, **EXAMPLES)).classes("quiet")
            text("h3", say("templates.fields"))
            if not desk.now.fields:
                text("p", say("templates.no_fields")).classes("quiet")
                return
            with Element("ul").classes("chip-line").props('data-testid="template-fields"'):
                for path in desk.now.fields:
                    text("li", path).classes("word mono")

    def _write(self, **parts: Any) -> None:
        if any(not same(getattr(self._desk.now, name), value) for name, value in parts.items()):
            self._desk.write(**parts)
            self._changed()

    def mark(self, line: int | None) -> None:
        """Show where it is wrong; None where nothing is."""
        last = self._desk.now.text.count("\n") + 1
        lines = [{"kind": "line", "line": line, "class": "bad-line"}] if line and line <= last else []
        if self._editor and lines != list(self._editor.decorations):
            self._editor.decorations = lines

    def show(self) -> None:
        """Show what the desk holds now."""
        if self._editor:
            self._editor.value = self._desk.now.text
            if self._pictures:
                self._pictures.refresh()
        else:
            self._file.refresh()
