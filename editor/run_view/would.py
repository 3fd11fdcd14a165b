"""What a dry run left undone, in words."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon, text
from editor.run_view.follow import Following, follow
from editor.run_view.lines import sentence
from editor.run_view.status import alive
from editor.visitor import Visitor
from runtime.installation import Installation


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

    alive(followed, visitor, build)
