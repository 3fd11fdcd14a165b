"""Two lists that belong together, line by line: the keys of the left step and those of the right."""

from dataclasses import replace
from typing import Any

from nicegui import ui

from editor.controls import button, icon
from editor.forms.inputs.pickers import fields_offered
from editor.forms.inputs.typed import typed_box
from editor.forms.layout import PAIRED
from editor.forms.spot import Spot


def draw_pairs(spot: Spot) -> None:
    """The list at `spot` on the left, its partner on the right; at least one line is offered."""
    _Pairs(spot, partner(spot) or spot)


class _Pairs:
    def __init__(self, left: Spot, right: Spot) -> None:
        self.left, self.right, self.count = left, right, 0
        self.table = ui.element("div").classes("lines")
        more = button(left.form.words.add(left.place), self._add, icon="add", kind="link")
        more.props["data-testid"] = f"{left.test_id}-add"
        self._draw()
        left.watch(self._refresh)

    def _size(self) -> int:
        return max(len(self.left.value or []), len(self.right.value or []), 1)

    def _refresh(self) -> None:
        if self._size() != self.count:
            self._draw()

    def _draw(self) -> None:
        self.count = self._size()
        for one in (self.left, self.right):
            one.form.forget(one.place)
        self.table.clear()
        with self.table:
            _draw_head(self.left, self.right)
            for index in range(self.count):
                _draw_pair(self.left, self.right, index, self._change)

    def _change(self, pairs: list[tuple[str, str]]) -> None:
        self.count = len(pairs)
        self.left.put([left for left, _ in pairs])
        self.right.put([right for _, right in pairs], now=True)
        self._draw()

    def _add(self) -> None:
        self._change([*pairs_of(self.left, self.right), ("", "")])
        self.left.form.focus(f"{self.left.test_id}-{self.count - 1}")


def partner(spot: Spot) -> Spot | None:
    """The list that belongs to this one, if any."""
    name = PAIRED.get(str(spot.place[0]))
    asked = next((one for one in spot.form.asked if one.name == name), None)
    return replace(spot, place=(asked.name,), asked=asked) if asked else None


def pairs_of(left: Spot, right: Spot) -> list[tuple[str, str]]:
    """Both lists side by side, the shorter one filled up."""
    lefts, rights = list(left.value or []), list(right.value or [])
    size = max(len(lefts), len(rights), 1)
    lefts += [""] * (size - len(lefts))
    rights += [""] * (size - len(rights))
    return list(zip(lefts, rights, strict=True))


def _draw_head(left: Spot, right: Spot) -> None:
    with ui.element("div").classes("line-row head").props('aria-hidden="true"'):
        with ui.element("div").classes("cells").style("grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr)"):
            ui.label(left.form.words.label(left.place)).classes("setting-label")
            ui.label("=").classes("sign unseen-sign")
            ui.label(left.form.words.label(right.place)).classes("setting-label")
        ui.element("div").classes("line-tools one")


def _draw_pair(left: Spot, right: Spot, index: int, change: Any) -> None:
    say = left.form.words.say
    with ui.element("div").classes("line-row"):
        with ui.element("div").classes("cells").style("grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr)"):
            _key(left, right, index)
            ui.label("=").classes("sign").props('aria-hidden="true"')
            _key(right, left, index)
        with ui.element("div").classes("line-tools one"):
            pairs = pairs_of(left, right)
            remove = ui.element("button").classes("line-tool").props('type="button"')
            remove.props["aria-label"] = say("forms.remove_line")
            remove.props["data-testid"] = f"{left.test_id}-{index}-remove"
            remove.on(
                "click", lambda: change(pairs_of(left, right)[:index] + pairs_of(left, right)[index + 1 :]), args=[]
            )
            remove.set_visibility(len(pairs) > 1)
            with remove:
                icon("close")


def _key(spot: Spot, other: Spot, index: int) -> None:
    one = replace(spot, place=(*spot.place, index), asked=replace(spot.asked, kind="field", default=""))

    def read(text: str) -> str:
        """A key typed on one side makes room on the other, so that the lists stay level."""
        for each in (spot, other):
            short = index + 1 - len(each.value or [])
            if short > 0:
                each.put([*(each.value or []), *[""] * short])
        return text.strip()

    typed_box(
        one, read=read, write=lambda value: str(value or ""), offers=lambda: fields_offered(one),
        placeholder=spot.form.words.label(spot.place),
    )  # fmt: skip
