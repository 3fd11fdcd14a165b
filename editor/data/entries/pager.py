"""Which entries of how many are seen, and the way to the others."""

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui.element import Element

from editor.controls import text, tool
from editor.data.entries.window import SIZE, Window
from editor.visitor import Visitor


def pager(visitor: Visitor, window: Window, turn: Callable[[int], Awaitable[Any]]) -> None:
    """Nothing where all are seen."""
    if not window.rows or (window.start == 0 and not window.more):
        return
    first, last = window.start + 1, window.start + len(window.rows)
    pages = window.start // SIZE
    with Element("nav").classes("line pager") as place:
        place.props["aria-label"] = visitor.say("data.pages")
        key = "data.range" if window.count is not None else "data.range_open"
        words = visitor.say(key, first=first, last=last, count=window.count or 0)
        text("span", words).classes("quiet small figures").props('data-testid="entries-range"')
        ends = window.count is not None
        ways = (("first", "first_page", -pages, pages > 0), ("before", "chevron_left", -1, pages > 0),
                ("next", "chevron_right", 1, window.more),
                ("last", "last_page", _last(window) - pages, window.more))  # fmt: skip
        for name, sign, by, possible in ways if ends else ways[:3]:
            made = tool(visitor.say(f"data.page_{name}"), lambda by=by: turn(by), icon=sign)
            made.props["data-testid"] = f"page-{name}"
            made.set_enabled(possible)


def _last(window: Window) -> int:
    return max(0, (window.count or 1) - 1) // SIZE
