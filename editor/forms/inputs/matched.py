"""Mappings into entries that fill themselves: a line for each field that the items have under the same name."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from editor.controls import button
from editor.forms.inputs.entry_fields import component_of
from editor.forms.offers import fields
from editor.forms.spot import Spot
from runtime.entry_settings import EntryValue, KeyValue
from runtime.schema import parse_path
from storage.component import Component, ComponentField

Lines = list[dict[str, Any]]


def draw_matched(spot: Spot, change: Callable[[list[Any]], None]) -> None:
    """A button below such a mapping; the lines of a key come by themselves when the component is chosen."""
    if spot.asked.model in (EntryValue, KeyValue):
        _Matched(spot, change)


class _Matched:
    def __init__(self, spot: Spot, change: Callable[[list[Any]], None]) -> None:
        self.spot, self.change = spot, change
        self.seen = self._chosen()
        self.more = button(spot.form.words.say("forms.match_fields"), self._match, icon="join_inner", kind="link")
        self.more.props["data-testid"] = f"{spot.test_id}-match"
        self._settle()
        spot.form.watch(("component",), self._refresh)
        spot.watch(self._settle)

    def _refresh(self) -> None:
        chosen, before = self._chosen(), self.seen
        self.seen = chosen
        if chosen != before and chosen and self.spot.asked.model is KeyValue and not self.spot.value:
            self._match()
        self._settle()

    def _settle(self) -> None:
        self.more.set_visibility(bool(self._missing()))

    def _match(self) -> None:
        if missing := self._missing():
            self.change([*(self.spot.value or []), *missing])

    def _missing(self) -> Lines:
        component = component_of(self.spot)
        given = [line.get("field") for line in self.spot.value or [] if isinstance(line, dict)]
        if component is None or not self.spot.form.editable:
            return []
        paths = [offer.value for offer in fields(self.spot.schema())]
        return matches(_wanted(self.spot, component, given), paths)

    def _chosen(self) -> str:
        component = component_of(self.spot)
        return component.id if component else ""


def matches(wanted: Iterable[ComponentField], paths: list[str]) -> Lines:
    """A line per field: from the path of the same name, or open where an entry cannot be without it."""
    by_name = {_plain(parse_path(path)[-1]): path for path in reversed(paths)}
    lines: Lines = []
    for field in wanted:
        path = by_name.get(_plain(field.name)) or by_name.get(_plain(field.id))
        if path or field.primary_key or field.required:
            lines.append({"field": field.id, "from": path} if path else {"field": field.id})
    return lines


def _wanted(spot: Spot, component: Component, given: list[Any]) -> Iterable[ComponentField]:
    known = component.key if spot.asked.model is KeyValue else component.stored
    return [field for field in known if field.id not in given]


def _plain(name: str) -> str:
    """`Post code` and `post_code` mean the same."""
    return re.sub(r"[\W_]+", "", name).lower()
