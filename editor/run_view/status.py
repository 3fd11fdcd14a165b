"""How a run stands, in a word and a sign; what went wrong; what a dry run would have done."""

from collections.abc import Sequence

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, pill, text
from editor.run_view.follow import Following, follow
from editor.run_view.lines import problem_text, sentence
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
        _alive(followed, visitor, build)


def problems_view(installation: Installation, visitor: Visitor, run_id: str,
                  following: Following | None = None) -> None:  # fmt: skip
    """Every problem in words, with its step, item and line where they are known."""
    followed = follow(installation, run_id, following)

    def build() -> None:
        for found in followed.story.problems:
            with Element("div").classes("notice bad").props('role="alert" data-testid="run-problem"'):
                icon("error")
                with Element("div").classes("grow"):
                    step = followed.story.steps.get(found.get("step") or "")
                    if step:
                        text("strong", step.name or step.id)
                    text("div", problem_text(found, visitor))
                    _where(found, visitor)

    _alive(followed, visitor, build)


def would_view(installation: Installation, visitor: Visitor, run_id: str, following: Following | None = None) -> None:
    """What a dry run left undone, one sentence each."""
    followed = follow(installation, run_id, following)

    def build() -> None:
        if not followed.story.would:
            text("p", visitor.say("run.would_nothing" if followed.story.complete else "run.would_later")).classes(
                "quiet body-text"
            )
            return
        with Element("ul").classes("would").props('data-testid="run-would"'):
            for one in followed.story.would:
                with Element("li").classes("line"):
                    icon("science")
                    ui.label(sentence(one, visitor))

    _alive(followed, visitor, build)


def _where(found: Event, visitor: Visitor) -> None:
    if found.get("line") is not None:
        text("div", visitor.say("run.at_line", line=found["line"])).classes("small")
    item = found.get("item")
    if item is not None:
        index, data = (
            (item.get("index"), item.get("data")) if isinstance(item, dict) and "index" in item else (None, item)
        )
        words = visitor.say("run.at_item", number=index + 1) if isinstance(index, int) else visitor.say("run.item")
        text("div", words).classes("small")
        text("pre", visitor.json(data)).classes("mono problem-item")


def _alive(followed: Following, visitor: Visitor, build: object) -> None:
    part = told(visitor, build)  # type: ignore[arg-type]

    def take(story: Story, events: Sequence[tuple[int, Event]]) -> None:
        if any(event["type"] in TURNS for _, event in events):
            part.refresh()

    followed.add(take)
