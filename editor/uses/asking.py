"""Before a thing is deleted: what would break, and the question."""

import asyncio

from nicegui import ui

from editor.controls import button, text
from editor.uses.lines import use_lines
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.uses import Use, UsedKind


async def confirm_delete(visitor: Visitor, installation: Installation, kind: UsedKind, id: str, name: str, *,
                         always: bool = True, loses: str = "") -> bool:  # fmt: skip
    """Whether the person wants `name` deleted, knowing what names it. The caller checks rights and deletes.

    Without `always` a thing that nothing names is not asked about (offer an undo then). `loses` is a sentence of the
    caller's about what goes with it, such as its entries.
    """
    found = await asyncio.to_thread(installation.uses().of, kind, id)
    if not found and not always:
        return True
    return bool(await _asked(visitor, kind, name, found, loses))


def _asked(visitor: Visitor, kind: str, name: str, found: list[Use], loses: str) -> ui.dialog:
    """The open question; awaited, it gives the answer."""
    title = visitor.say("uses.delete_title", name=name)
    with ui.context.client.layout, ui.dialog() as sheet, ui.card().props('data-testid="delete-sheet"'):
        sheet.props["aria-label"] = title
        sheet.on("hide", sheet.delete)
        text("h2", title)
        if found:
            broken, rest = [use for use in found if use.breaks], [use for use in found if not use.breaks]
            for key, some in (("breaks", broken), ("hinders", rest)):
                if some:
                    text("p", visitor.say(f"uses.{key}", count=len(some)))
                    use_lines(visitor, some)
        elif not loses:
            text("p", visitor.say("uses.nobody"))
        if loses:
            text("p", loses)
        with ui.element("div").classes("sheet-deeds"):
            button(visitor.say("frame.cancel"), lambda: sheet.submit(False)).props('data-testid="delete-cancel"')
            words = visitor.say("uses.delete_anyway" if found else "uses.delete")
            go = button(words, lambda: sheet.submit(True), icon="delete", kind="danger")
            go.props('data-testid="delete-confirm"')
    return sheet
