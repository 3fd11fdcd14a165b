"""One run: how it stands, its steps, its log, what came out of it."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, pill, text
from editor.pages.lost import lost
from editor.run_view.follow import Following
from editor.run_view.lines import seconds
from editor.run_view.log import log_view
from editor.run_view.result import files_view, result_view
from editor.run_view.start import start_run
from editor.run_view.status import problems_view, status_view, would_view
from editor.run_view.steps import steps_view
from editor.run_view.story import Event, Story
from editor.theme import Frame, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from runtime.problems import problem
from storage.errors import NotFound


def page(installation: Installation, visitor: Visitor, run_id: str) -> None:
    try:
        record = installation.runs.get(run_id)
    except NotFound:
        return lost(visitor, "page_unknown")
    name = record.flow_name or visitor.say("flows.unnamed")
    with frame(visitor, "runs", name) as place:
        following = Following(installation, run_id)
        _top(place, installation, visitor, following)
        problems_view(installation, visitor, run_id, following)
        with Element("div").classes("run-page"):
            with Element("section").classes("panel run-left"):
                with Element("header"):
                    told(visitor, lambda: text("h2", visitor.say("run.steps")))
                steps_view(installation, visitor, run_id, following)
            with Element("section").classes("panel run-right"):
                _tabs(installation, visitor, run_id, following)
    return None


def _top(place: Frame, installation: Installation, visitor: Visitor, following: Following) -> None:
    """What changes with the run's status: its facts and what can be done."""
    with place.about:
        status_view(installation, visitor, following.story.run_id, following)
        told(visitor, lambda: _kind(visitor, following))
    with place.deeds:
        deeds = told(visitor, lambda: _deeds(installation, visitor, following.story.run_id, following))
    facts = told(visitor, lambda: _facts(visitor, following))

    def turn(_: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] in ("run_started", "run_finished", "complete") for _, event in events):
            deeds.refresh()
            facts.refresh()

    following.add(turn)


def _tabs(installation: Installation, visitor: Visitor, run_id: str, following: Following) -> None:
    parts = (installation, visitor, run_id, following)
    shown = {"log": log_view, "result": result_view, "files": files_view}
    if following.record.dry:
        shown = {"would": would_view, **shown}
    with ui.tabs().props("align=left no-caps") as tabs:
        for name in shown:
            tab = ui.tab(name, visitor.say(f"run.tabs.{name}")).props(f'data-testid="run-tab-{name}"')
            visitor.on_language(partial(_rename, tab, visitor, name))
    with ui.tab_panels(tabs, value=next(iter(shown)), animated=False, keep_alive=True).classes("run-panels"):
        for name, view in shown.items():
            with ui.tab_panel(name):
                view(*parts)


def _rename(tab: ui.tab, visitor: Visitor, name: str) -> None:
    tab.props["label"] = visitor.say(f"run.tabs.{name}")


def _kind(visitor: Visitor, following: Following) -> None:
    record = following.record
    if record.dry:
        pill("dry", visitor.say("run.dry"))
    elif record.version is not None:
        pill("version", visitor.say("run.version", version=record.version))


def _facts(visitor: Visitor, following: Following) -> None:
    record, story = following.record, following.story
    facts = [visitor.say("run.started_by", person=record.user, time=visitor.moment(record.created))]
    if story.started and story.finished:
        facts.append(visitor.say("run.took", time=seconds((story.finished - story.started).total_seconds(), visitor)))
    text("p", " · ".join(facts)).classes("quiet figures")


def _deeds(installation: Installation, visitor: Visitor, run_id: str, following: Following) -> None:
    record, going = following.record, following.story.status in ("queued", "running")
    user = visitor.person.name

    async def cancel() -> None:
        _need(visitor)
        await asyncio.to_thread(installation.engine.cancel, run_id, user)

    async def again() -> None:
        _need(visitor)
        made = await asyncio.to_thread(installation.engine.rerun, run_id, user)
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
        button(visitor.say("run.again"), again, icon="replay").props('data-testid="run-again"')
        if record.version is not None:
            button(visitor.say("run.start"), anew, icon="play_arrow", kind="go").props('data-testid="run"')


def _need(visitor: Visitor, *_: Any) -> None:
    if not visitor.may("run"):
        raise problem("not_allowed")
