"""A few items of the source under the settings: what the step works on."""

from typing import Any

from nicegui import ui

from editor.designer import titles
from editor.designer.inspector_previews import Previewed
from editor.forms.form import SettingsForm
from editor.forms.grid import Grid
from runtime.steps import CATALOG

ROWS = 6


class SourceSample:
    """The first items of the step's (first) source, with a label that says where they come from."""

    def __init__(self, form: SettingsForm) -> None:
        self.form = form
        self.box = ui.element("div").classes("sample")
        self._client = ui.context.client
        self._preview = Previewed(form, self._told)
        self.refresh()

    def refresh(self) -> None:
        self._preview.follow(self.shown_step())

    def shown_step(self) -> str | None:
        """The source; for a step that reads no other the step itself."""
        kind = CATALOG.get(self.form.step_type)
        names = kind.source_settings() if kind else []
        sources = self.form.draft.checked.sources.get(self.form.step_id, {})
        found = [self.form.settings.get(name) or sources.get(name) for name in names]
        first = next((one for one in found if isinstance(one, str) and self.form.draft.has(one)), None)
        return first if first or (names and kind and kind.group != "input") else self.form.step_id

    def _told(self, preview: Any) -> None:
        if self.box.is_deleted:
            return
        self.box.clear()
        step_id = self.shown_step()
        if preview is None or isinstance(preview, Exception) or not preview.items or step_id is None:
            return
        words = self.form.words
        name = titles.title(self.form.draft.step(step_id), words.language)
        with self.box:
            Grid(preview.items[:ROWS], preview.schema, language=words.language,
                 name=words.say("inspector.data"), test_id="sample")  # fmt: skip
            ui.label(origin_in_words(self.form, preview, name)).classes("setting-hint")


def origin_in_words(form: SettingsForm, preview: Any, name: str) -> str:
    """Where the values come from: every preview says so."""
    say = form.words.say
    if preview.origin == "recorded":
        return say("preview.recorded")
    whole = len(preview.items)
    return say("preview.first" if whole >= 1000 else "preview.first_all", count=whole, name=name)
