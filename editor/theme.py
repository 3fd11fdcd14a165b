"""How every page stands: the frame with rail and top bar.

Colours and sizes are tokens in `assets/tokens.css`, classes in `assets/theme.css`; `assets/quasar.css` makes the
ready-made elements follow them. Icons are Material Symbols (`sym_o_…`), served by this process like everything else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import text
from editor.corner import switches
from editor.notices.bell import Bell
from editor.rail import rail
from editor.sandboxes.chooser import sandbox_sign
from editor.visitor import Visitor

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("theme.js", "acts.js", "modal.js", "session.js")
SHEETS = ("tokens.css", "theme.css", "quasar.css", "notices.css", "sandboxes.css")


@dataclass
class Frame:
    """A page's own places in the frame: `about` right after the title, `deeds` at the right of the top bar."""

    about: Element
    deeds: Element
    content: Element


@contextmanager
def frame(visitor: Visitor, active: str, title: str | Callable[[], str], *, full: bool = False,
          heading: bool = True) -> Iterator[Frame]:  # fmt: skip
    """Stand in the frame and build the content.

    `active` is the place that the rail lights. `title` may be a function, asked again when the language changes.
    `full` gives the content the whole window without padding or scrolling; without `heading` the page brings its own
    h1 (put it into `about`).
    """
    client = ui.context.client
    titled: Callable[[], str] = title if callable(title) else lambda: str(title)
    client.title = f"{titled()} · Étapes"
    client.page = _page_for(client.page, visitor)
    client.on_exception(lambda wrong: _apologise(visitor, wrong))
    with client.layout:
        head = Element("div")
    head.move(client.layout, target_index=0)
    with head:
        bell = Bell(visitor, visitor.inbox) if visitor.inbox else None
        told(visitor, lambda: rail(visitor, active, bell))
        with Element("header").classes("top"):
            told(visitor, lambda: sandbox_sign(visitor))
            about = Element("div").classes("top-about")
            deeds = Element("div").classes("top-deeds")
            with Element("div").classes("top-deeds"):
                told(visitor, lambda: switches(visitor, titled))
    if heading:
        with about:
            told(visitor, lambda: text("h1", titled()))
    kind = "content full" if full else "content"
    with client.content, Element("div").classes(kind).props('id="content" tabindex="-1"') as content:
        yield Frame(about, deeds, content)


def told(visitor: Visitor, build: Callable[[], Any]) -> Any:
    """Build now, and again whenever the language changes; what was typed must live outside `build`. Has `refresh()`."""
    part = ui.refreshable(build)
    part()
    visitor.on_language(part.refresh)
    return part


def crumb(visitor: Visitor, words: str, address: str) -> None:
    """The way back to the list that the page belongs to; `words` is the key of the list's name."""
    told(visitor, lambda: text("a", visitor.say(words)).classes("crumb").props(f'href="{address}"'))


def asset(name: str) -> str:
    """The address of a file in `assets`, changing with its content."""
    return f"/assets/{name}?v={sha256((ASSETS / name).read_bytes()).hexdigest()[:12]}"


def install() -> None:
    """Once per process: our styles on every page, and the manners of the ready-made elements."""
    sheets = "".join(f'<link rel="stylesheet" href="{asset(name)}">' for name in SHEETS)
    scripts = "".join(f'<script src="{asset(name)}"></script>' for name in SCRIPTS)
    ui.add_head_html(f"{scripts}{sheets}", shared=True)
    ui.button.default_props("unelevated no-caps")
    for kind in (ui.input, ui.select, ui.number, ui.textarea):
        kind.default_props("outlined dense hide-bottom-space")
    ui.select.default_props("dropdown-icon=sym_o_expand_more")


def _page_for(page: ui.page, visitor: Visitor) -> ui.page:
    """The page as this visitor gets it: the language and theme of its very first paint."""
    mine = copy(page)
    mine.language = "fr" if visitor.language == "fr" else "en-US"
    mine.dark = {"dark": True, "light": False}.get(visitor.theme)
    return mine


def _apologise(visitor: Visitor, wrong: Exception) -> None:
    """An intent that failed says so in words; the log of the process keeps the trace."""
    ui.notify(visitor.explain(wrong), position="bottom", timeout=8000)
