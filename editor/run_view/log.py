"""The live log: a virtual list in the browser, fed in batches, searched on the server beyond what it holds."""

import asyncio
from collections.abc import Sequence
from typing import Any

from nicegui import background_tasks
from nicegui.element import Element

from editor.i18n import sentences
from editor.run_view.follow import KEPT, Following, follow
from editor.run_view.lines import LEVELS, lines
from editor.run_view.story import Event, Story
from editor.visitor import Visitor
from runtime.installation import Installation


class LogView(Element, component="logview.js"):
    """The list itself. `words` are its labels; rows are [number, time, level, step, text]."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self._props["words"] = words
        self._props["kept"] = KEPT


def log_view(installation: Installation, visitor: Visitor, run_id: str, following: Following | None = None) -> LogView:
    """The log of a run, growing while it works, with levels and search."""
    followed = follow(installation, run_id, following)
    view = LogView(_words(visitor))
    view.classes("log-view").props('data-testid="run-log"')

    def take(story: Story, events: Sequence[tuple[int, Event]]) -> None:
        if made := lines(events, story, visitor):
            view.run_method("append", made)

    async def seek(event: Any) -> None:
        """Lines older than those in the browser: what the server finds."""
        wanted = event.args
        found = await asyncio.to_thread(_search, installation, visitor, followed.story, wanted["text"], wanted["level"])
        view.run_method("found", wanted["turn"], found)

    async def retell() -> None:
        view._props["words"] = _words(visitor)
        view.update()
        first = max(followed.first, followed.story.upto - KEPT)
        known = await asyncio.to_thread(installation.logs.read, run_id, first, followed.story.upto - first)
        view.run_method("replace", await asyncio.to_thread(lines, known, followed.story, visitor))

    view.on("seek", seek)
    visitor.on_language(lambda: background_tasks.create(retell(), name="retell the log"))
    followed.add(take)
    return view


def _search(installation: Installation, visitor: Visitor, story: Story, text: str, level: str) -> list[list[Any]]:
    """The last thousand lines that hold `text`, in any sentence of the reader's language."""
    codes = [key.removeprefix("log.") for key, words in sentences(visitor.language).items()
             if key.startswith("log.") and text.casefold() in str(words).casefold()]  # fmt: skip
    found = installation.logs.search(story.run_id, text, level=level if level in LEVELS else None, codes=codes,
                                     before=story.upto + 1, limit=1000)  # fmt: skip
    return lines(found, story, visitor)


def _words(visitor: Visitor) -> dict[str, str]:
    names = ("search", "empty", "end", "older", "log", *LEVELS, "level")
    words = {name: visitor.say(f"run.logview.{name}") for name in names}
    count = sentences(visitor.language)["run.logview.shown"]
    return words | ({"one": count["one"], "other": count["other"]} if isinstance(count, dict) else {})
