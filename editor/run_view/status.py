"""How a run stands, in a word and a sign."""

from collections.abc import Callable, Sequence

from nicegui.element import Element

from editor.controls import pill
from editor.run_view.follow import Following, follow
from editor.run_view.story import Event, Story
from editor.theme import told
from editor.visitor import Visitor
from runtime.installation import Installation

TURNS = {"run_started", "run_finished", "step_failed", "would_do", "complete"}


def status_view(installation: Installation, visitor: Visitor, run_id: str, following: Following | None = None) -> None:
    """The run's status as a pill."""
    followed = follow(installation, run_id, following)

    def build() -> None:
        status = followed.story.status
        pill(status, visitor.say(f"run.statuses.{status}")).props('data-testid="run-status"')

    with Element("span").props('role="status"'):
        alive(followed, visitor, build)


def alive(followed: Following, visitor: Visitor, build: Callable[[], None]) -> None:
    """Build now, when the language changes, and whenever the run takes a turn."""
    part = told(visitor, build)

    def take(story: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] in TURNS for _, event in events):
            part.refresh()

    followed.add(take)
