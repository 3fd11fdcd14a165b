"""The Data tab: what this step hands on, as a table or as JSON, labelled with where it comes from."""

import json
from typing import Any

from nicegui import ui

from editor.controls import icon, tool
from editor.designer import titles
from editor.designer.inspector_previews import Previewed
from editor.explained import explained
from editor.forms.form import SettingsForm
from editor.forms.grid import Grid
from editor.forms.upload import upload_button
from runtime.problems import Problems
from storage.files import FileInfo

JSON_ITEMS = 200


class DataView:
    """The preview of one step, kept up to date while it is looked at."""

    def __init__(self, form: SettingsForm) -> None:
        self.form = form
        self.way = "table"
        self.found: Any = None
        self.box = ui.element("div").classes("preview").props('data-testid="preview"')
        self._preview = Previewed(form, self._told)
        with self.box:
            ui.label(form.words.say("preview.working")).classes("setting-hint")
        self.refresh()

    def refresh(self) -> None:
        self._preview.follow(self.form.step_id)

    def _told(self, found: Any) -> None:
        self.found = found
        if not self.box.is_deleted:
            self.box.clear()
            with self.box:
                self._draw()

    def _draw(self) -> None:
        found, form = self.found, self.form
        if found is None or isinstance(found, Exception):
            _draw_failure(form, found)
            return
        for one in found.problems:
            _draw_problem(explained(one, form.words))
        if found.origin == "none":
            _draw_invitation(form)
            return
        self._draw_bar()
        if not found.items:
            ui.label(form.words.say("preview.empty")).classes("setting-hint")
        elif self.way == "table":
            Grid(found.items, found.schema, language=form.words.language, name=form.words.say("inspector.data"),
                 test_id="preview-table", high=560)  # fmt: skip
        else:
            text = json.dumps(found.items[:JSON_ITEMS], ensure_ascii=False, indent=2, default=str)
            with ui.element("pre").classes("json").props('data-testid="preview-json" tabindex="0"'):
                ui.label(text)

    def _draw_bar(self) -> None:
        say, found = self.form.words.say, self.found
        with ui.element("div").classes("preview-bar"):
            with ui.element("div").classes("grow"):
                ui.label(
                    say("preview.count", count=found.count if found.count is not None else len(found.items))
                ).classes("preview-count").props('data-testid="preview-count"')
                origin = "preview.recorded" if found.origin == "recorded" else "preview.sample"
                ui.label(say(origin)).classes("setting-hint")
            ways = {"table": say("preview.table"), "json": say("preview.json")}
            toggle = ui.toggle(ways, value=self.way, on_change=lambda event: self._show_as(event.value))
            toggle.props["aria-label"] = say("preview.view")
            toggle.props('no-caps unelevated dense data-testid="preview-way"').classes("ways")
            tool(say("preview.refresh"), lambda: self._preview.again(self.form.step_id), icon="refresh").classes(
                "small"
            )

    def _show_as(self, way: str) -> None:
        if way != self.way:
            self.way = way
            self._told(self.found)


def _draw_failure(form: SettingsForm, wrong: Any) -> None:
    ui.label(form.words.say("preview.failed" if wrong else "preview.none")).classes("setting-hint")
    found = wrong.problems if isinstance(wrong, Problems) else []
    for one in found:
        _draw_problem(explained(one, form.words))
    if wrong and not found:
        _draw_problem(form.visitor.explain(wrong))


def _draw_problem(text: str) -> None:
    with ui.element("p").classes("problem error"):
        icon("error")
        ui.label(text)


def _draw_invitation(form: SettingsForm) -> None:
    """No data yet: a sample can be attached right here to the input that lacks one."""
    say, step_id = form.words.say, lacking(form)
    with ui.element("div").classes("empty"):
        icon("table_view")
        ui.label(say("preview.none"))
        if step_id:
            ui.label(say("preview.attach", name=titles.title(form.draft.step(step_id), form.words.language)))

            async def attached(info: FileInfo) -> None:
                form.draft.set_sample(step_id, info.id)

            upload_button(form.visitor, form.installation, say("preview.attach_button"), "preview-attach", attached)


def lacking(form: SettingsForm) -> str | None:
    """The first import upstream (or the step itself) that has no sample."""
    waiting, seen = [form.step_id], set()
    while waiting:
        here = waiting.pop(0)
        if here in seen or not form.draft.has(here):
            continue
        seen.add(here)
        step = form.draft.step(here)
        if step.get("type") == "import_file" and not step.get("sample"):
            return here
        waiting += [source for source in form.draft.checked.sources.get(here, {}).values() if source]
    return None
