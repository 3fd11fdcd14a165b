"""Whose run it is: the browser's tab that started a run does what the run asks for, and no other."""

import json

from nicegui import Client, ui

_PATIENCE = 5.0
"""Seconds until a page that does not answer is taken for closed."""


def started_here(run_id: str) -> None:
    """This tab starts the run; it remembers that also on its next page."""
    ui.run_javascript(f"etapesActs.started({json.dumps(run_id)})")


async def takes(client: Client, run_id: str, number: int) -> bool:
    """Whether this tab started the run and has not done its event `number` yet; from now on it has."""
    try:
        return bool(await client.run_javascript(f"etapesActs.takes({json.dumps(run_id)}, {number})", timeout=_PATIENCE))
    except TimeoutError:
        return False
