"""Lists of words or of fields: chips, and a box that adds."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from editor.controls import icon
from editor.forms.box import Box
from editor.forms.inputs.entry_fields import offers
from editor.forms.inputs.people import roles_offered
from editor.forms.inputs.pickers import fields_offered
from editor.forms.rows import added, removed
from editor.forms.spot import Spot


def draw_texts(spot: Spot) -> None:
    """Words: typed one after the other with Enter."""
    _Chips(spot, None)


def draw_fields(spot: Spot) -> None:
    """Fields: picked or typed."""
    _Chips(spot, fields_offered)


def draw_entry_fields(spot: Spot) -> None:
    """Fields of a component, by their names."""
    _Chips(spot, lambda spot: [one.as_option() for one in offers(spot, lambda component: component.stored)])


def draw_roles(spot: Spot) -> None:
    """Roles, by their names."""
    _Chips(spot, roles_offered)


Offered = Callable[[Spot], list[dict[str, Any]]]


class _Chips:
    def __init__(self, spot: Spot, offered: Offered | None) -> None:
        self.spot, self.offered = spot, offered
        self.words: list[str] = self._now()
        with ui.element("div").classes("chips"):
            self.line = ui.element("ul").classes("chip-line")
            self.box = Box(
                "", name=spot.name, test_id=spot.test_id, keep=True, options=self._offers(),
                placeholder=spot.form.words.say("forms.pick_or_type" if offered else "forms.type_and_enter"),
                nothing=spot.form.words.say("forms.nothing_found"),
            ).on_enter(self._add).on_leave(self._add)  # fmt: skip
        self._draw()
        spot.watch(self._refresh)

    def _now(self) -> list[str]:
        return list(self.spot.value or [])

    def _offers(self) -> list[dict[str, Any]]:
        return [one for one in self.offered(self.spot) if one["value"] not in self._now()] if self.offered else []

    def _named(self, word: str) -> str:
        """What a word is called where it is an id."""
        known = self.offered(self.spot) if self.offered else []
        return next((str(one["label"]) for one in known if one["value"] == word), word)

    def _add(self, word: str) -> None:
        """An empty word counts where Enter was pressed on words: `""` can mean missing."""
        known = {str(one["label"]): str(one["value"]) for one in self._offers()}
        word = known.get(word.strip(), word.strip())
        if word and word not in self._now():
            self._write(added(self._now(), word))

    def _write(self, words: list[str]) -> None:
        self.spot.put(words, now=True)
        self._refresh()

    def _refresh(self) -> None:
        self.box.offer(self._offers())
        if self._now() != self.words:
            self.words = self._now()
            self._draw()

    def _draw(self) -> None:
        self.line.clear()
        self.line.set_visibility(bool(self.words))
        with self.line:
            for index, word in enumerate(self.words):
                self._draw_chip(index, word)

    def _draw_chip(self, index: int, word: str) -> None:
        say = self.spot.form.words.say
        shown = self._named(word) or say("forms.empty_text")
        with (
            ui.element("li")
            .classes("word" if word else "word quiet")
            .props(f'data-testid="{self.spot.test_id}-{index}"')
        ):
            ui.label(shown)
            remove = (
                ui.element("button")
                .props('type="button"')
                .on("click", lambda: self._write(removed(self._now(), index)))
            )
            remove.props["aria-label"] = say("forms.remove_named", name=shown)
            remove.props["data-testid"] = f"{self.spot.test_id}-{index}-remove"
            with remove:
                icon("close")
