"""What a run answered, as a table and as JSON."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.run_view.follow import Following, follow
from editor.run_view.story import Event
from editor.run_view.table import table_html
from editor.theme import told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.vault import masked_json

ROWS = 200
JSON_CHARACTERS = 200_000


def result_view(installation: Installation, visitor: Visitor, run_id: str, following: Following | None = None) -> None:
    """The response of the run, once it is over."""
    followed = follow(installation, run_id, following)
    shown = {"as": "table", "rows": ROWS}

    def again() -> None:
        part.refresh()

    with Element("section").props('data-testid="run-result"').classes("result"):
        part = told(visitor, lambda: _result(visitor, followed, shown, again))
    _when_over(followed, again)


def _when_over(followed: Following, act: Any) -> None:
    followed.add(lambda story, events: act() if has(events, "complete") else None)


def has(events: Sequence[tuple[int, Event]], kind: str) -> bool:
    """Whether one of these events is of this kind."""
    return any(event["type"] == kind for _, event in events)


def _result(visitor: Visitor, followed: Following, shown: dict[str, Any], changed: Any) -> None:
    story, answer = followed.story, masked_json(followed.record.response)
    if answer is None:
        text("p", visitor.say("run.no_result" if story.complete else "run.result_later")).classes("quiet body-text")
        return
    items = answer if isinstance(answer, list) else [answer]

    def show(**what: Any) -> None:
        shown.update(what)
        changed()

    _tools(visitor, len(items), shown["as"], show)
    if shown["as"] == "json":
        _json(visitor, answer)
    else:
        with Element("div").classes("grid-wrap").props('tabindex="0"'):
            ui.html(table_html(items[: shown["rows"]], visitor, visitor.say("run.result")), sanitize=False)
        if len(items) > shown["rows"]:
            button(visitor.say("run.more_rows"), lambda: show(rows=shown["rows"] + ROWS), kind="link")


def _tools(visitor: Visitor, count: int, now: str, show: Callable[..., None]) -> None:
    with Element("div").classes("line result-tools"):
        text("span", visitor.say("run.items", count=count)).classes("small quiet")
        Element("span").classes("grow")
        for kind in ("table", "json"):
            words = visitor.say(f"run.as_{kind}")
            made = button(words, partial(show, **{"as": kind}), kind="ghost").classes("small")
            made.props["aria-pressed"] = "true" if now == kind else "false"
            made.props["data-testid"] = f"run-result-{kind}"


def _json(visitor: Visitor, answer: Any) -> None:
    whole = json.dumps(answer, ensure_ascii=False, indent=2)
    text("pre", whole[:JSON_CHARACTERS]).classes("mono json").props('tabindex="0"')
    if len(whole) > JSON_CHARACTERS:
        text("p", visitor.say("run.json_cut")).classes("small quiet body-text")
