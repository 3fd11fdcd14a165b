"""The files that a run made, to be downloaded."""

from nicegui.element import Element

from editor.controls import icon, text
from editor.forms.sizes import size_in_words
from editor.run_view.follow import Following, follow
from editor.run_view.result import has
from editor.theme import told
from editor.visitor import Visitor
from runtime.installation import Installation


def files_view(installation: Installation, visitor: Visitor, run_id: str, following: Following | None = None) -> None:
    """The files that the run made, to be downloaded."""
    followed = follow(installation, run_id, following)
    part = told(visitor, lambda: _files(visitor, followed))
    followed.add(lambda story, events: part.refresh() if has(events, "file_made") else None)


def _files(visitor: Visitor, followed: Following) -> None:
    files = followed.story.files
    if not files:
        text("p", visitor.say("run.no_files")).classes("quiet body-text")
        return
    with Element("ul").classes("files").props('data-testid="run-files"'):
        for made in files:
            unit, size = size_in_words(made["size"])
            with Element("li").classes("line"):
                icon("draft")
                text("a", made["name"]).props(f'href="/files/{made["id"]}/content" download')
                text("span", visitor.say(unit, size=size)).classes("small quiet")
