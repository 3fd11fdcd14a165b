"""The few kinds of button, pill and toast that all pages share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import isawaitable
from typing import Any

from nicegui import ui
from nicegui.element import Element

SIGNS = {
    "queued": ("going", "schedule"),
    "running": ("going", "progress_activity"),
    "succeeded": ("ok", "check"),
    "skipped": ("", "redo"),
    "failed": ("bad", "error"),
    "cancelled": ("warn", "block"),
    "draft": ("", "edit_note"),
    "enabled": ("ok", "check_circle"),
    "disabled": ("warn", "pause_circle"),
    "dry": ("", "science"),
    "version": ("", "bookmark"),
}
"""A state's colour and sign; its word comes from the locales."""


def text(tag: str, words: str) -> Element:
    """An element of plain text with its own tag (h1, h2, p, th …)."""
    made = Element(tag)
    made._text = words
    return made


def icon(name: str) -> ui.icon:
    """A Material Symbol by its plain name; decoration only, so unseen by screen readers."""
    return ui.icon(f"sym_o_{name}").props('aria-hidden="true"')


def button(text: str, act: Callable[..., Any] | None = None, *, icon: str | None = None,
           kind: str = "plain") -> ui.button:  # fmt: skip
    """A button with words. `kind`: plain, go (the next thing to do; one a page), danger, link, ghost."""
    return ui.button(text, icon=icon and f"sym_o_{icon}", color=None, on_click=lasting(act)).classes(kind)


def tool(name: str, act: Callable[..., Any] | None = None, *, icon: str) -> ui.button:
    """A button with an icon alone; `name` is its tooltip and its name for screen readers."""
    made = ui.button(icon=f"sym_o_{icon}", color=None, on_click=lasting(act)).classes("ghost icon")
    made.props["aria-label"] = name
    with made:
        ui.tooltip(name)
    return made


def pill(state: str, words: str) -> Element:
    """A state as word and sign."""
    colour, sign = SIGNS.get(state, ("", "circle"))
    with Element("span").classes(f"pill {colour}") as made:
        icon(sign)
        ui.label(words)
    return made


def lasting(act: Callable[..., Any] | None) -> Callable[..., Any] | None:
    """The same deed, done in the place of the page itself: the button may be drawn anew before the deed is over, and
    what the deed opens, says or goes to must not vanish with it."""
    if act is None:
        return None

    @wraps(act)
    async def done(*given: Any) -> None:
        with ui.context.client.content:
            outcome = act(*given)
            if isawaitable(outcome) and not isinstance(outcome, Element):  # a sheet that closes is not waited for
                await outcome

    return done


@contextmanager
def grid(*heads: str, unseen_last: bool = False) -> Iterator[Element]:
    """A table with these column heads; build its `tr`s inside. The last head may be for screen readers alone."""
    with Element("div").classes("grid-wrap").props('tabindex="0"'), Element("table").classes("grid"):
        with Element("thead"), Element("tr"):
            for head in heads:
                with Element("th").props('scope="col"'):
                    text("span", head).classes("unseen" if unseen_last and head == heads[-1] else "")
        with Element("tbody") as body:
            yield body


def toast(words: str, deed: str | None = None, act: Callable[[], Any] | None = None, seconds: float = 8) -> None:
    """A short word at the bottom that goes by itself, with at most one thing to do about it."""

    async def done() -> None:
        made.set_visibility(False)
        outcome = act() if act else None
        if isawaitable(outcome):
            await outcome
        made.delete()

    with ui.context.client.layout, Element("div").classes("toast").props('role="status"') as made:
        ui.label(words)
        if deed and act:
            button(deed, done, kind="link").props('data-testid="toast-deed"')
        ui.timer(seconds, made.delete, once=True)
