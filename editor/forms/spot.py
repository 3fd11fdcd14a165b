"""One place of a form: which setting it asks for, what stands there now, and where edits go."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from editor.forms.kinds import Asked
from editor.forms.known_fields import elements
from editor.forms.paths import Place, test_id, value_at
from runtime.problems import Problem
from runtime.schema import Schema

if TYPE_CHECKING:
    from editor.forms.drawing import Form
    from editor.forms.form import SettingsForm


@dataclass(frozen=True)
class Spot:
    """A setting, a line of one, or a part of a line."""

    form: "Form"
    place: Place
    asked: Asked

    @property
    def step(self) -> "SettingsForm":
        """The form as that of a step, for inputs that only steps have."""
        return cast("SettingsForm", self.form)

    @property
    def value(self) -> Any:
        """What stands there, or the default."""
        return value_at(self.form.settings, self.place, self.asked.default)

    def put(self, value: Any, *, now: bool = False) -> None:
        """Write `value`; `now` for choices and switches, which nobody half types."""
        self.form.put(self.place, value, now=now)

    def leave(self, *_: object) -> None:
        """The person went on: whatever was typed is written."""
        self.form.flush()

    def part(self, name: str) -> "Spot":
        """A part of this line; a part that its class does not know is asked for as JSON."""
        return replace(self, place=(*self.place, name), asked=self.asked.part(name) or Asked(name, "json"))

    def line(self, index: int) -> "Spot":
        inner = replace(self.asked, kind="part", default=None)
        return replace(self, place=(*self.place, index), asked=inner)

    def beside(self, name: str) -> Any:
        """The value of a sibling part or setting."""
        return value_at(self.form.settings, (*self.place[:-1], name))

    @property
    def name(self) -> str:
        """The label, and for lines of a list which line it is: what a screen reader says."""
        label = self.form.words.label(self.place)
        index = next((step for step in reversed(self.place) if isinstance(step, int)), None)
        return label if index is None else self.form.words.say("forms.on_line", label=label, line=index + 1)

    @property
    def test_id(self) -> str:
        return test_id(self.place)

    def schema(self) -> Schema | None:
        """The fields that are offered here: the source's, or those of the elements of the array beside."""
        schema = self.form.schema(self.asked.of)
        if self.asked.within:
            return elements(schema, value_at(self.form.settings, (self.asked.within,)))
        return schema

    def problems(self) -> list[Problem]:
        return self.form.problems(self.place)

    @property
    def typing(self) -> bool:
        """Whether something typed here (or beside, in the same setting) has not reached the draft yet."""
        return str(self.place[0]) in self.form.pending

    def watch(self, refresh: Callable[[], Any]) -> None:
        """Call `refresh` whenever the draft may have changed beneath the form."""
        self.form.watch(self.place, refresh)
