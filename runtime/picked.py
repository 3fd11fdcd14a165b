"""Some values of every item, by the settings that name their paths."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from runtime.faults import Faults
from runtime.fields import MapEntry
from runtime.model import Item, Model
from runtime.problems import Problem, Problems
from runtime.schema import format_path


@dataclass(frozen=True)
class Picked:
    """The `whole` items, and a model of the picked values alone."""

    whole: Model
    values: Model

    @classmethod
    def of(cls, model: Model, paths: Mapping[str, str]) -> "Picked":
        """`Problems` name the setting of each path that no item has."""
        settings = list(paths)
        lines = [MapEntry(to=format_path((setting,)), from_=path) for setting, path in paths.items()]
        try:
            return cls(model, model.select(lines, False, Faults("")))
        except Problems as wrong:
            raise Problems(*(_blamed(one, settings) for one in wrong.problems)) from wrong

    def rows(self) -> list[Item]:
        """The values of every item by setting; executes the plan."""
        return self.values.items()

    def item(self, index: int) -> Item:
        """One whole item, to be shown."""
        return self._items[index]

    @cached_property
    def _items(self) -> list[Item]:
        return self.whole.items()


def _blamed(found: Problem, settings: list[str]) -> Problem:
    """`mapping[2].from` of our selection is the third of the settings."""
    place = (found.setting or "").removeprefix("mapping[").partition("]")[0]
    return found.model_copy(update={"setting": settings[int(place)]}) if place.isdigit() else found
