"""A sheet with a title, something inside, what is wrong, and one deed that may refuse."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.visitor import Visitor
from runtime.problems import Problems
from storage.entries import Unfit
from storage.errors import StorageError


class Sheet:
    """`with sheet.open(…)` builds its inside; `go` is the deed's button."""

    go: ui.button

    def __init__(self, visitor: Visitor, title: str, test_id: str) -> None:
        self._visitor, self._title, self._test_id = visitor, title, test_id

    @contextmanager
    def open(self, words: str, deed: Callable[[], Awaitable[object]], *, kind: str = "go") -> Iterator[None]:
        with ui.context.client.layout, ui.dialog() as self.dialog, ui.card().classes("sandbox-sheet") as card:
            card.props(f'data-testid="{self._test_id}"')
            self.dialog.props["aria-label"] = self._title
            self.dialog.on("hide", self.dialog.delete)
            text("h2", self._title)
            yield
            self._wrong = Element("div").props('role="alert"')
            with Element("div").classes("sheet-deeds"):
                button(self._visitor.say("frame.cancel"), self.dialog.close)
                self.go = button(words, lambda: self._try(deed), kind=kind)
                self.go.props(f'data-once data-testid="{self._test_id}-go"')
        self.dialog.open()

    async def _try(self, deed: Callable[[], Awaitable[object]]) -> None:
        """Until it is over nobody does it twice; a refusal is said here, and the sheet stays."""
        self.go.props("loading")
        self.go.disable()
        try:
            await deed()
        except (StorageError, Problems) as refused:
            self._say(refused)
        else:
            self.dialog.close()
        finally:
            if not self.go.is_deleted:
                self.go.props(remove="loading")
                self.go.enable()

    def _say(self, refused: StorageError | Problems) -> None:
        faults = refused.faults if isinstance(refused, Unfit) else ()
        sentences = [self._visitor.say(f"problems.{one.code}", **one.parameters) for one in faults]
        self._wrong.clear()
        with self._wrong, Element("div").classes("notice bad"):
            icon("error")
            ui.label(" ".join(sentences) or self._visitor.explain(refused))
