"""The sheets of a run's page: what it would do, its log, its result, its files."""

from functools import partial

from nicegui import ui

from editor.run_view.called import called_view, calls_others
from editor.run_view.files import files_view
from editor.run_view.follow import Following
from editor.run_view.log import log_view
from editor.run_view.result import result_view
from editor.run_view.would import would_view
from editor.visitor import Visitor
from runtime.installation import Installation


def tabs_view(installation: Installation, visitor: Visitor, run_id: str, following: Following) -> None:
    """One sheet at a time; all of them live."""
    parts = (installation, visitor, run_id, following)
    shown = {"log": log_view, "result": result_view, "files": files_view}
    if calls_others(following.record) and not following.record.dry:
        shown["called"] = called_view
    if following.record.dry:
        shown = {"would": would_view, **shown}
    with ui.tabs().props("align=left no-caps breakpoint=0") as tabs:
        for name in shown:
            tab = ui.tab(name, visitor.say(f"run.tabs.{name}")).props(f'data-testid="run-tab-{name}"')
            visitor.on_language(partial(_rename, tab, visitor, name))
    with ui.tab_panels(tabs, value=next(iter(shown)), animated=False, keep_alive=True).classes("run-panels"):
        for name, view in shown.items():
            with ui.tab_panel(name):
                view(*parts)


def _rename(tab: ui.tab, visitor: Visitor, name: str) -> None:
    tab.props["label"] = visitor.say(f"run.tabs.{name}")
