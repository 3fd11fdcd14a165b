"""All sandboxes: what is in each; made, begun anew, deleted."""

import asyncio
from collections.abc import Awaitable, Callable

from editor.controls import button, text
from editor.sandboxes.emptying_sheet import EmptyingSheet
from editor.sandboxes.new_sheet import ask_new
from editor.sandboxes.rows import Line, sandbox_table
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.sandboxes.content import content


async def page(installation: Installation, visitor: Visitor) -> None:
    lines = await asyncio.to_thread(_look, installation)

    async def again() -> None:
        lines[:] = await asyncio.to_thread(_look, installation)
        table.refresh()

    emptying = EmptyingSheet(installation, visitor, again)
    with frame(visitor, "sandboxes", lambda: visitor.say("sandboxes.title")) as place:
        told(visitor, lambda: text("p", visitor.say("sandboxes.intro")).classes("quiet"))
        table = told(visitor, lambda: sandbox_table(visitor, lines, emptying))
        with place.deeds:
            told(visitor, lambda: _new(installation, visitor, again))


def _new(installation: Installation, visitor: Visitor, again: Callable[[], Awaitable[object]]) -> None:
    made = button(visitor.say("sandboxes.new"), lambda: ask_new(installation, visitor, again), icon="add", kind="go")
    made.props('data-testid="sandbox-new"')


def _look(installation: Installation) -> list[Line]:
    return [Line(one, content(installation, one.name)) for one in installation.sandboxes.list()]
