"""What a try brought: how it went, what was said, and a way to keep it as a sample."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.connectors.trying import Peek
from editor.controls import button, pill, text
from editor.run_view.table import table_html
from editor.visitor import Visitor
from runtime.connectors.http.trying import Trial

Keep = Callable[[Any], None]


def show_trial(visitor: Visitor, came: Trial, keep: Keep | None) -> None:
    """The answer of a system over HTTP."""
    good = came.status < 400
    with Element("div").classes("line wrap"):
        words = visitor.say("connectors.answer.good" if good else "connectors.answer.bad", status=str(came.status))
        pill("succeeded" if good else "failed", words).props('data-testid="try-status"')
        text("span", visitor.say("connectors.answer.took", seconds=round(came.seconds, 3))).classes("quiet small")
        text("span", came.address).classes("mono cut grow")
    _keep(visitor, came.sample, keep)
    _body(visitor, came.body, came.cut, came.sample)
    _headers(visitor, came.headers)


def show_peek(visitor: Visitor, came: Peek, keep: Keep | None) -> None:
    """A message of a broker, or the word that none waits."""
    if came.body is None:
        pill("succeeded", visitor.say("connectors.answer.connected")).props('data-testid="try-status"')
        text("p", visitor.say("connectors.answer.no_message")).classes("quiet")
        return
    with Element("div").classes("line wrap"):
        pill("succeeded", visitor.say("connectors.answer.message")).props('data-testid="try-status"')
        text("span", visitor.moment(came.time) if came.time else "").classes("quiet small")
    _keep(visitor, came.sample, keep)
    _body(visitor, came.body, False, came.sample)
    _headers(visitor, came.headers)


def _keep(visitor: Visitor, sample: Any, keep: Keep | None) -> None:
    if sample is not None and keep:
        made = button(visitor.say("connectors.answer.use"), lambda: keep(sample), icon="bookmark_add")
        made.classes("small").props('data-testid="try-keep"')


def _body(visitor: Visitor, body: str, cut: bool, sample: Any) -> None:
    """As a table where it is made of items, else as text."""
    say, items = visitor.say, _items(sample)
    with Element("div").props('data-testid="try-body"').classes("stack-small"):
        if items:
            text("p", say("connectors.answer.items")).classes("small quiet")
            with Element("div").classes("grid-wrap").props('tabindex="0"'):
                ui.html(table_html(items, visitor, say("connectors.answer.items")), sanitize=False)
        with ui.expansion(say("connectors.answer.whole"), value=not items).classes("advanced"):
            if cut:
                text("p", say("connectors.answer.cut", count=len(body))).classes("small quiet")
            text("pre", _pretty(body) if body else say("connectors.answer.empty")).classes("json").props('tabindex="0"')


def _headers(visitor: Visitor, headers: Mapping[str, str]) -> None:
    if not headers:
        return
    with ui.expansion(visitor.say("connectors.answer.headers", count=len(headers))).classes("advanced") as fold:
        fold.props('data-testid="try-headers"')
        with Element("dl").classes("pairs"):
            for name, value in headers.items():
                text("dt", name)
                text("dd", value)


def _items(sample: Any) -> list[Any]:
    """The items that are most likely meant: the answer's list, or the first list of objects inside it."""
    found = sample if isinstance(sample, list) else next(iter(_lists(sample)), [])
    return [one for one in found if isinstance(one, dict)]


def _lists(sample: Any) -> list[list[Any]]:
    values = sample.values() if isinstance(sample, dict) else ()
    return [one for one in values if isinstance(one, list) and one and isinstance(one[0], dict)]


def _pretty(body: str) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body
