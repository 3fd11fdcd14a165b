"""Previews of steps, worked out beside the event loop and only when something upstream changed."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from editor.designer.wiring import Document, steps
from editor.forms.form import SettingsForm
from runtime.upstream import upstream

PAUSE = 0.3
"""Seconds of quiet before a preview is worked out again."""


class Previewed:
    """Follows one step's preview: `told` gets each new one, or what it failed with, or None where there is no step."""

    def __init__(self, form: SettingsForm, told: Callable[[Any], None]) -> None:
        self.form, self.told = form, told
        self._stamp: str | None = None
        self._task: asyncio.Task[None] | None = None

    def follow(self, step_id: str | None) -> None:
        """Work out the step's preview unless it is the one that was told last."""
        stamp = stamp_of(self.form, step_id) if step_id else ""
        if stamp == self._stamp:
            return
        first, self._stamp = self._stamp is None, stamp
        self.stop()
        if step_id is None:
            self.told(None)
            return
        self._task = asyncio.get_running_loop().create_task(self._work(step_id, 0.0 if first else PAUSE))

    def again(self, step_id: str | None) -> None:
        self._stamp = None
        self.follow(step_id)

    def stop(self) -> None:
        if self._task and not self._task.done():
            self._task.cancel()

    async def _work(self, step_id: str, pause: float) -> None:
        await asyncio.sleep(pause)
        self.form.flush()
        engine, document = self.form.installation.engine, part_of(self.form, step_id)
        try:
            found: Any = await asyncio.to_thread(
                engine.preview,
                document,
                step_id,
                flow_id=self.form.draft.flow_id,
                sandbox=self.form.installation.sandbox,
            )
        except Exception as wrong:  # whatever a preview meets is told in words and never ends the page
            found = wrong
        self.told(found)


def part_of(form: SettingsForm, step_id: str) -> Document:
    """What the preview of a step depends on."""
    return upstream(form.draft.document, form.draft.checked.sources, step_id)


def stamp_of(form: SettingsForm, step_id: str) -> str:
    """Changes when the preview may: names and notes are no matter."""
    told = ("id", "type", "settings", "enabled", "sample", "advanced")
    return json.dumps([[step.get(name) for name in told] for step in steps(part_of(form, step_id))], default=str)
