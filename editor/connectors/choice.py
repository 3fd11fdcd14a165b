"""Which of the endpoints that a document describes are wanted, and what of it could not be taken over."""

from collections.abc import Callable
from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.visitor import Visitor
from runtime.connectors.http.openapi import Imported
from storage.connector import Connector, EndpointDocument

Take = Callable[[list[EndpointDocument], Imported], None]


class EndpointChoice:
    """All are ticked but those that the connector has already."""

    def __init__(self, visitor: Visitor, found: Imported, known: Connector, take: Take,
                 leave: Callable[[], object]) -> None:  # fmt: skip
        self._visitor, self._found, self._take, self._leave = visitor, found, take, leave
        there = {(one.method, one.path) for one in known.endpoints}
        self._wanted = [(one.method, one.path) not in there for one in found.endpoints]
        self._boxes: list[ui.checkbox] = []
        self._draw()

    def _draw(self) -> None:
        say, count = self._visitor.say, len(self._wanted)
        text("p", say("connectors.import.found", count=count)).props('role="status"')
        if count > 1:
            everything = ui.checkbox(say("connectors.import.all"), value=all(self._wanted), on_change=self._all)
            everything.props('data-testid="import-all"')
        with Element("ul").classes("import-list"):
            for at, one in enumerate(self._found.endpoints):
                self._line(at, one)
        self._left_out()
        with Element("div").classes("sheet-deeds"):
            button(say("frame.cancel"), self._leave)
            self._go = button("", self._done, icon="add", kind="go").props('data-testid="import-add"')
        self._count()

    def _line(self, at: int, one: EndpointDocument) -> None:
        with Element("li"):
            box = ui.checkbox(one.name, value=self._wanted[at], on_change=partial(self._tick, at))
            box.props(f'data-testid="import-endpoint-{at}"')
            text("div", f"{one.method} {one.path}").classes("mono quiet")
            self._boxes.append(box)

    def _left_out(self) -> None:
        found = self._found.left_out
        if found:
            words = self._visitor.say("connectors.import.left_out", count=len(found))
            with ui.expansion(words).classes("advanced").props('data-testid="import-left-out"'), Element("ul"):
                for one in found:
                    text("li", self._visitor.explain(one)).classes("small")

    def _all(self, event: object) -> None:
        for box in self._boxes:
            box.set_value(getattr(event, "value", True))

    def _tick(self, at: int, event: object) -> None:
        self._wanted[at] = bool(getattr(event, "value", False))
        self._count()

    def _count(self) -> None:
        count = sum(self._wanted)
        self._go.set_text(self._visitor.say("connectors.import.add", count=count))
        self._go.set_enabled(count > 0)

    def _done(self) -> None:
        wanted = [one for one, yes in zip(self._found.endpoints, self._wanted, strict=True) if yes]
        self._take(wanted, self._found)
