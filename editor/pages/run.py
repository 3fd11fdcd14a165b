"""One run: how it stands, its steps, its log, what came out of it."""

from collections.abc import Sequence

from nicegui.element import Element

from editor.acting.acting import Acting
from editor.controls import text
from editor.pages.lost import nothing_here
from editor.run_view.called import parent_view
from editor.run_view.deeds import deeds_view
from editor.run_view.facts import facts_view, kind_view
from editor.run_view.follow import Following
from editor.run_view.problems import problems_view
from editor.run_view.status import status_view
from editor.run_view.steps import steps_view
from editor.run_view.story import Event, Story
from editor.run_view.tabs import tabs_view
from editor.theme import Frame, frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.errors import NotFound


def page(installation: Installation, visitor: Visitor, run_id: str) -> None:
    try:
        record = installation.runs.get(run_id)
    except NotFound:
        return nothing_here(installation, visitor, "run", run_id, f"/runs/{run_id}")
    if record.sandbox != installation.sandbox:
        return nothing_here(installation, visitor, "run", run_id, f"/runs/{run_id}")
    name = record.flow_name or visitor.say("flows.unnamed")
    with frame(visitor, "runs", name) as place:
        following = Following(installation, run_id)
        Acting(visitor, following)
        _top(place, installation, visitor, following)
        told(visitor, lambda: parent_view(installation, visitor, following.record))
        problems_view(installation, visitor, run_id, following)
        with Element("div").classes("run-page"):
            with Element("section").classes("panel run-left"):
                with Element("header"):
                    told(visitor, lambda: text("h2", visitor.say("run.steps")))
                steps_view(installation, visitor, run_id, following)
            with Element("section").classes("panel run-right"):
                tabs_view(installation, visitor, run_id, following)
    return None


def _top(place: Frame, installation: Installation, visitor: Visitor, following: Following) -> None:
    """What changes with the run's status: its facts and what can be done."""
    with place.about:
        status_view(installation, visitor, following.story.run_id, following)
        told(visitor, lambda: kind_view(visitor, following))
    with place.deeds:
        deeds = told(visitor, lambda: deeds_view(installation, visitor, following.story.run_id, following))
    facts = told(visitor, lambda: facts_view(visitor, following))

    def turn(_: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] in ("run_started", "run_finished", "complete") for _, event in events):
            deeds.refresh()
            facts.refresh()

    following.add(turn)
