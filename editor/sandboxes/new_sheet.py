"""A new sandbox: its name, and a title for people."""

import asyncio
from collections.abc import Awaitable, Callable

from nicegui import ui

from editor.controls import text, toast
from editor.sandboxes.sheet import Sheet
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from runtime.sandboxes.emptying import create


def ask_new(installation: Installation, visitor: Visitor, over: Callable[[], Awaitable[object]]) -> None:
    """The sheet; `over` is called when the sandbox is there."""

    async def make() -> None:
        if not visitor.may("administer"):
            raise problem("not_allowed")
        told = (str(name.value or "").strip(), str(title.value or ""), visitor.person.name)
        made = await asyncio.to_thread(create, installation, *told)
        await over()
        toast(visitor.say("sandboxes.created", name=made.name))

    say = visitor.say
    sheet = Sheet(visitor, say("sandboxes.new_title"), "sandbox-create")
    with sheet.open(say("sandboxes.create"), make):
        name = ui.input(say("sandboxes.name_field"))
        name.props('maxlength=63 autocomplete=off spellcheck=false data-testid="sandbox-name"')
        text("p", say("sandboxes.name_hint")).classes("small")
        title = ui.input(say("sandboxes.title_field")).props('maxlength=100 data-testid="sandbox-title"')
