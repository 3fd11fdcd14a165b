"""Bringing a setting into view."""

import json
import re

from nicegui import ui


def focus(setting: str) -> None:
    """Bring a setting into view: `conditions[0].field` has the id `setting-conditions-0-field`."""
    parts = [part for part in re.split(r"[.\[\]]+", setting) if part]
    ids = ["setting-" + "-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    ui.run_javascript(
        f"setTimeout(() => {{ for (const id of {json.dumps(ids)}) {{"
        " const found = document.querySelector(`[data-testid='${id}']`); if (!found) continue;"
        " found.scrollIntoView({block: 'center'});"
        " (found.matches('input, button, textarea') ? found : found.querySelector('input, button, textarea'))?.focus();"
        " break; } }, 150)"
    )
