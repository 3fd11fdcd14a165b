"""Starting a run: at once where nothing is asked, else after a form made from what the flow asks."""

import asyncio

from nicegui import ui

from editor.run_view.asked import asked_by, sampled
from editor.run_view.start_form import Started, StartForm
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import Problem, Problems
from storage.samples import with_samples


async def start_run(installation: Installation, visitor: Visitor, flow_id: str, *, dry: bool = False,
                    started: Started | None = None) -> None:  # fmt: skip
    """Start the live version (`dry`: the draft, without effects) and go to its page, or tell `started` the run's id."""
    _allow(visitor, dry)
    flows = installation.flows()
    if dry:
        draft = await asyncio.to_thread(flows.get, flow_id)
        document = with_samples(draft.document, draft.samples)
    else:
        _, document = await asyncio.to_thread(flows.live, flow_id)
    asked = asked_by(document)
    asked.samples = sampled(document) if dry else {}
    start = StartForm(installation, visitor, flow_id, dry, asked, started or _show)
    if asked.nothing:
        await start.go()
    else:
        start.ask()


def _show(run_id: str) -> None:
    ui.navigate.to(f"/runs/{run_id}")


def _allow(visitor: Visitor, dry: bool) -> None:
    if not (visitor.may("run") or (dry and visitor.may("design"))):
        raise Problems(Problem(code="not_allowed"))
