"""A form over any settings: their fields say what is asked, a plain dict holds what was answered."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nicegui import ui

from editor.forms.blocks import draw_block
from editor.forms.kinds import Asked
from editor.forms.labels import Words
from editor.forms.layout import PAIRED
from editor.forms.paths import Place, place_of, value_at, with_value
from editor.forms.pending import Pending
from editor.forms.spot import Spot
from editor.forms.strangers import draw_strangers
from editor.forms.told import Told
from runtime.problems import Problem
from runtime.schema import Schema

if TYPE_CHECKING:
    from editor.visitor import Visitor
    from runtime.installation import Installation


class Form(ABC):
    """Drawn where it is made. What it stands over, a subclass says: where answers are kept, and what is wrong.

    Edits are written a moment after the last keystroke, or at `flush`. `refresh` shows what changed elsewhere: other
    values, new problems; what is being typed stays.
    """

    elsewhere: frozenset[str] = frozenset()
    """Settings whose problems are told outside the form."""

    def __init__(self, visitor: "Visitor", installation: "Installation", words: Words,
                 asked: tuple[Asked, ...] | None) -> None:  # fmt: skip
        """`asked` is None where this release does not know what is asked."""
        self.visitor, self.installation, self.words = visitor, installation, words
        self.asked, self.known_type = asked or (), asked is not None
        self.pending = Pending(self._write)
        self.offered: dict[str, list[str]] = {}
        """Texts found in a sample file, by the name of the setting or part that may take them."""
        self._seen: object = None
        self._problems: list[tuple[Place, Problem]] = []
        self._watchers: dict[Place, list[Callable[[], Any]]] = {}
        self._blocks: dict[str, ui.element] = {}
        self._draw()

    @abstractmethod
    def stored(self) -> Mapping[str, Any]:
        """The answers as they are kept now."""

    @abstractmethod
    def write(self, name: str, value: Any) -> None:
        """Keep the answer to one setting."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Forget the answer to one setting."""

    @property
    @abstractmethod
    def checked(self) -> object:
        """Another object after each check."""

    @abstractmethod
    def found(self) -> Sequence[Problem]:
        """What the last check found wrong."""

    def shows(self, name: str, settings: Mapping[str, Any]) -> bool:
        """Whether a setting makes sense beside these settings."""
        return True

    def schema(self, source: str) -> Schema | None:
        """The fields that may be picked from the step that the setting `source` names."""
        return None

    @property
    def editable(self) -> bool:
        """Whether this person may change anything; others read the same form."""
        return self.visitor.may("design")

    @property
    def settings(self) -> dict[str, Any]:
        """The settings as the person sees them, edits on their way included."""
        return self.pending.over(dict(self.stored()))

    def put(self, place: Place, value: Any, *, now: bool = False) -> None:
        name = str(place[0])
        asked = next((one for one in self.asked if one.name == name), None)
        base = self.settings if name in self.settings or asked is None else {**self.settings, name: asked.default}
        self.pending.put(name, value_at(with_value(base, place, value), (name,)))
        self._settle()
        if now:
            self.flush()

    def flush(self) -> None:
        """Write what was typed now."""
        self.pending.flush()

    def refresh(self) -> None:
        self._settle()
        for place in list(self._watchers):
            for refresh in list(self._watchers.get(place, ())):
                refresh()

    def watch(self, place: Place, refresh: Callable[[], Any]) -> None:
        self._watchers.setdefault(place, []).append(refresh)

    def forget(self, place: Place, *, itself: bool = False) -> None:
        """The inputs below `place` (or the one at it, too) are gone; nothing need be told to them."""
        for known in [known for known in self._watchers if known[: len(place)] == place]:
            if itself or len(known) > len(place):
                del self._watchers[known]

    def focus(self, test_id: str) -> None:
        """Put the cursor into the first input of a block that was just drawn."""
        ui.run_javascript(f"window.etapesForms.focus({json.dumps(test_id)})")

    def problems(self, place: Place) -> list[Problem]:
        """What is wrong at `place` and below."""
        return [one for where, one in self._placed() if where[: len(place)] == place]

    def _placed(self) -> list[tuple[Place, Problem]]:
        """The problems with their places, worked out once per check."""
        if self._seen is not self.checked:
            self._seen = self.checked
            self._problems = [(place_of(one.setting or ""), one) for one in self.found()]
        return self._problems

    def _write(self, name: str, value: Any) -> None:
        self.write(name, value)
        self.refresh()

    def _draw(self) -> None:
        with ui.element("div").classes("form") as self.box:
            Told(self, self._homeless)
            for asked in self._asked_alone():
                self._blocks[asked.name] = draw_block(Spot(self, (asked.name,), asked))
            if self.known_type and not self.asked:
                ui.label(self.words.say("inspector.no_settings")).classes("setting-hint")
            draw_strangers(self)
        self._settle()

    def _asked_alone(self) -> list[Asked]:
        """The settings that have a block of their own; the second list of a pair stands beside the first."""
        names = {one.name for one in self.asked}
        beside = {PAIRED[name] for name in names & PAIRED.keys()}
        return [one for one in self.asked if one.name not in beside]

    def _settle(self) -> None:
        """Show the settings that make sense now."""
        settings = {**{one.name: one.default for one in self.asked}, **self.settings}
        for name, block in self._blocks.items():
            block.set_visibility(self.shows(name, settings))

    def _homeless(self) -> list[Problem]:
        """The problems that no input stands for."""
        housed = {one.name for one in self.asked} | self.elsewhere
        return [one for place, one in self._placed() if not place or place[0] not in housed]
