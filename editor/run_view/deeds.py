"""What can be done with a run: stop it, run again, open its flow."""

import asyncio
from typing import Any

from nicegui import ui

from editor.acting.mine import started_here
from editor.controls import button
from editor.run_view.follow import Following
from editor.run_view.start import start_run
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem


def deeds_view(installation: Installation, visitor: Visitor, run_id: str, following: Following) -> None:
    """The buttons that this person may press now."""
    record, going = following.record, following.story.status in ("queued", "running")

    async def cancel() -> None:
        _need(visitor)
        await asyncio.to_thread(installation.engine.cancel, run_id, visitor.person.name)

    async def again() -> None:
        _need(visitor)
        made = await asyncio.to_thread(installation.engine.rerun, run_id, visitor.person.name)
        started_here(made)
        ui.navigate.to(f"/runs/{made}")

    async def anew() -> None:
        await start_run(installation, visitor, record.flow)

    if visitor.may("run") and going:
        button(visitor.say("run.cancel"), cancel, icon="stop", kind="danger").props('data-testid="run-cancel"')
    if record.flow:
        button(
            visitor.say("run.open_flow"), lambda: ui.navigate.to(f"/flows/{record.flow}"), icon="account_tree"
        ).props('data-testid="run-open-flow"')
    if visitor.may("run") and not going:
        button(visitor.say("run.again"), again, icon="replay").props('data-once data-testid="run-again"')
        if record.version is not None:
            button(visitor.say("run.start"), anew, icon="play_arrow", kind="go").props('data-testid="run"')


def _need(visitor: Visitor, *_: Any) -> None:
    if not visitor.may("run"):
        raise problem("not_allowed")
