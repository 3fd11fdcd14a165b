"""What went wrong in a run, in words."""

from nicegui.element import Element

from editor.controls import icon, text
from editor.run_view.follow import Following, follow
from editor.run_view.lines import problem_text
from editor.run_view.status import alive
from editor.run_view.story import Event
from editor.visitor import Visitor
from runtime.installation import Installation


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
                    _run_to_blame(found, visitor)

    alive(followed, visitor, build)


def _run_to_blame(found: Event, visitor: Visitor) -> None:
    """The way to the called run that failed."""
    run = (found.get("parameters") or {}).get("run")
    if run:
        text("a", visitor.say("run.open_called")).props(f'href="/runs/{run}" data-testid="run-problem-run"')


def _where(found: Event, visitor: Visitor) -> None:
    if found.get("line") is not None and "line" not in (found.get("parameters") or {}):
        text("div", visitor.say("run.at_line", line=found["line"])).classes("small")
    item = found.get("item")
    if item is not None:
        index, data = (
            (item.get("index"), item.get("data")) if isinstance(item, dict) and "index" in item else (None, item)
        )
        words = visitor.say("run.at_item", number=index + 1) if isinstance(index, int) else visitor.say("run.item")
        text("div", words).classes("small")
        text("pre", visitor.json(data)).classes("mono problem-item")
