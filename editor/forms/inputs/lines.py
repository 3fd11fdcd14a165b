"""A list of parts as a compact table: a line each, with a button to add, to take away, and to move."""

from typing import Any

from nicegui import ui

from editor.controls import button, icon
from editor.forms.inputs.alternative import FIELD_OR_VALUE_MODELS, draw_alternative
from editor.forms.inputs.matched import draw_matched
from editor.forms.kinds import Asked
from editor.forms.layout import FIELD_OR_VALUE, IN_ORDER, Cell, columns, rows_of
from editor.forms.rows import added, moved, new_line, removed
from editor.forms.shown import VALUELESS
from editor.forms.spot import Spot
from editor.forms.told import Told

SHOWN_AT_FIRST = 40
"""Longer lists are drawn whole only when somebody asks."""


def draw_lines(spot: Spot) -> None:
    """All lines of the list."""
    _Lines(spot)


class _Lines:
    """The table; drawn anew when a line comes or goes, never while one is typed in."""

    def __init__(self, spot: Spot) -> None:
        self.spot, self.count, self.most = spot, 0, SHOWN_AT_FIRST
        self.table = ui.element("div").classes("lines")
        more = button(spot.form.words.add(spot.place), self._add, icon="add", kind="link")
        more.props["data-testid"] = f"{spot.test_id}-add"
        self._draw()
        draw_matched(spot, self._change)
        spot.watch(self._refresh)

    def _now(self) -> list[Any]:
        return list(self.spot.value or [])

    def _refresh(self) -> None:
        if len(self._now()) != self.count:
            self._draw()

    def _change(self, lines: list[Any]) -> None:
        self.count = len(lines)
        self.spot.put(lines, now=True)
        self._draw()

    def _add(self) -> None:
        self.most = max(self.most, self.count + 1)
        self._change(added(self._now(), new_line(self.spot.asked.parts)))
        self.spot.form.focus(self.spot.line(self.count - 1).test_id)

    def _show_all(self) -> None:
        self.most = self.count + SHOWN_AT_FIRST
        self._draw()

    def _draw(self) -> None:
        spot, self.count = self.spot, len(self._now())
        spot.form.forget(spot.place)
        self.table.clear()
        with self.table:
            if self.count:
                _draw_head(spot)
            for index in range(min(self.count, self.most)):
                _draw_line(spot.line(index), self._change)
            if self.count > self.most:
                rest = spot.form.words.say("forms.show_all", count=self.count - self.most)
                button(rest, self._show_all, kind="link").props["data-testid"] = f"{spot.test_id}-all"


def _draw_head(spot: Spot) -> None:
    """The labels of the first row, once; each input repeats its own for screen readers."""
    row = rows_of(spot.asked)[0]
    with ui.element("div").classes("line-row head").props('aria-hidden="true"'):
        with ui.element("div").classes("cells").style(f"grid-template-columns: {columns(row)}"):
            for cell in row:
                if cell.sign:
                    ui.label(cell.sign).classes("sign unseen-sign")
                ui.label(spot.form.words.label((*spot.place, 0, cell.label))).classes("setting-label")
        ui.element("div").classes(_tools_classes(spot.asked))


def _draw_line(line: Spot, change: Any) -> None:
    with ui.element("div").classes("line-block").props(f'data-testid="{line.test_id}" role="group"') as block:
        block.props["aria-label"] = line.name
        with ui.element("div").classes("line-row"):
            with ui.element("div").classes("line-cells"):
                for row in rows_of(line.asked):
                    with ui.element("div").classes("cells").style(f"grid-template-columns: {columns(row)}"):
                        for cell in row:
                            _draw_cell(line, cell)
            _draw_tools(line, change)
        Told(line.form, line.problems, f"{line.test_id}-problem", line.place)
    if _moves(line.asked):
        block.on("keydown.alt.up.prevent", lambda: _move(line, change, -1), args=[])
        block.on("keydown.alt.down.prevent", lambda: _move(line, change, 1), args=[])


def _draw_cell(line: Spot, cell: Cell) -> None:
    from editor.forms.inputs import INPUTS

    if cell.sign:
        ui.label(cell.sign).classes("sign").props('aria-hidden="true"')
    with ui.element("div").classes("cell") as box:
        if cell.choice and not cell.part:
            draw_alternative(line, cell.choice)
            if "value" in cell.choice.parts and line.asked.part("operator"):
                _hide_valueless(line, box)
        else:
            part = line.part(cell.part)
            if part.asked.kind == "part" and part.asked.model and part.asked.model.__name__ in FIELD_OR_VALUE_MODELS:
                draw_alternative(part, FIELD_OR_VALUE)
            else:
                INPUTS[part.asked.kind](part)


def _hide_valueless(line: Spot, box: ui.element) -> None:
    """`is empty` needs no value."""

    def settle() -> None:
        box.set_visibility(line.part("operator").value not in VALUELESS)

    settle()
    line.watch(settle)


def _draw_tools(line: Spot, change: Any) -> None:
    say = line.form.words.say
    with ui.element("div").classes(_tools_classes(line.asked)):
        if _moves(line.asked):
            with _tool(line, "drag_indicator", say("forms.move_line"), "move"), ui.menu():
                for step, key in ((-1, "forms.move_up"), (1, "forms.move_down")):
                    item = ui.menu_item(say(key), on_click=lambda step=step: _move(line, change, step))
                    item.props["data-testid"] = f"{line.test_id}-{'up' if step < 0 else 'down'}"
        remove = _tool(line, "close", say("forms.remove_line"), "remove")
        remove.on("click", lambda: change(removed(_lines(line), int(line.place[-1]))), args=[])


def _tool(line: Spot, sign: str, name: str, what: str) -> ui.element:
    tool = ui.element("button").classes("line-tool").props('type="button"')
    tool.props["aria-label"] = name
    tool.props["data-testid"] = f"{line.test_id}-{what}"
    with tool:
        icon(sign)
    return tool


def _move(line: Spot, change: Any, by: int) -> None:
    change(moved(_lines(line), int(line.place[-1]), by))


def _lines(line: Spot) -> list[Any]:
    """The list that this line stands in."""
    found = line.form.settings.get(str(line.place[0]))
    return list(found) if isinstance(found, list) else []


def _tools_classes(asked: Asked) -> str:
    """Below each other where a line has two rows."""
    return "line-tools one" if len(rows_of(asked)) > 1 or not _moves(asked) else "line-tools"


def _moves(asked: Asked) -> bool:
    return bool(asked.model and asked.model.__name__ in IN_ORDER)
