"""A secret: entered, replaced, cleared, and never shown. What is stored does not come to the browser at all."""

from collections.abc import Callable

from nicegui import ui

from editor.controls import button, icon
from editor.forms.box import Box
from editor.forms.inputs.typed import mark
from editor.forms.spot import Spot


def draw_secret(spot: Spot) -> None:
    """A box to type in where nothing is set; else a word that something is, and the ways to change that."""
    _Secret(spot)


class _Secret:
    """Text is a value that was typed and not saved yet (empty: not typed yet), an object the mark of a stored one."""

    def __init__(self, spot: Spot) -> None:
        self.spot = spot
        self.stored = spot.value if isinstance(spot.value, dict) else None
        self.replacing = self.stored is None
        self.inner = ui.element("div").classes("secret")
        self._draw()
        spot.watch(self._refresh)

    def _refresh(self) -> None:
        """It was saved, or another state of the connector is shown."""
        now = self.spot.value
        if isinstance(now, dict) and (self.replacing or self.stored != now):
            self.stored, self.replacing = now, False
            self._draw()
        elif now is None and not self.replacing:
            self.stored, self.replacing = None, True
            self._draw()
        elif self.replacing:
            mark(self.spot, self.box)

    def _draw(self) -> None:
        self.inner.clear()
        with self.inner:
            if self.replacing:
                self._draw_box()
            else:
                self._draw_word()

    def _draw_box(self) -> None:
        spot, say = self.spot, self.spot.form.words.say
        typed = isinstance(spot.value, str) and bool(spot.value)
        self.box = Box(
            "", name=spot.name, test_id=spot.test_id, on_change=self._typed, kind="password", silent=True,
            placeholder=say("secret.typed" if typed else "secret.not_set"), disabled=not spot.form.editable,
        ).on_leave(spot.leave)  # fmt: skip
        mark(spot, self.box)
        if self.stored is not None:
            self._way("undo", "secret.keep", self._keep, "keep")

    def _draw_word(self) -> None:
        with ui.element("div").classes("secret-set").props(f'data-testid="{self.spot.test_id}-set"'):
            icon("lock")
            ui.label(self.spot.form.words.say("secret.set")).classes("grow")
        if self.spot.form.editable:
            self._way("edit", "secret.replace", self._replace, "replace")
            self._way("delete", "secret.clear", self._clear, "clear")

    def _way(self, sign: str, key: str, act: Callable[[], None], what: str) -> None:
        made = button(self.spot.form.words.say(key), act, icon=sign, kind="link")
        made.props["data-testid"] = f"{self.spot.test_id}-{what}"
        made.props["aria-label"] = f"{self.spot.form.words.say(key)} ({self.spot.name})"

    def _typed(self, text: str) -> None:
        self.spot.put(text or ("" if self.stored else None))

    def _replace(self) -> None:
        self.replacing = True
        self._draw()
        self.spot.put("", now=True)
        self.spot.form.focus(self.spot.test_id)

    def _keep(self) -> None:
        self.replacing = False
        self.spot.put(self.stored, now=True)
        self._draw()

    def _clear(self) -> None:
        self.stored, self.replacing = None, True
        self._draw()
        self.spot.put(None, now=True)
