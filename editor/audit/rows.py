"""The lines of the log: when, who, what, where; what was before and after on demand."""

from collections.abc import Callable

from nicegui.element import Element

from editor.audit.listing import Listing
from editor.audit.words import changes, deed
from editor.controls import button, grid, icon, text
from editor.visitor import Visitor
from storage.audit import Line


def line_table(visitor: Visitor, listing: Listing, older: Callable[[], object]) -> None:
    """The lines that were sought, newest first."""
    if not listing.lines:
        with Element("div").classes("empty"):
            icon("search_off" if listing.sought else "fact_check")
            key = "audit.nothing_found" if listing.sought else "audit.empty"
            text("p", visitor.say(key, text=listing.sought))
        return
    heads = (visitor.say(f"audit.{key}") for key in ("when", "who", "what", "where"))
    with Element("section").classes("panel"), grid(*heads):
        for line in listing.lines:
            _row(visitor, line)
    if listing.more:
        button(visitor.say("audit.more"), older, kind="link").props('data-testid="audit-more"')


def _row(visitor: Visitor, line: Line) -> None:
    with Element("tr").props(f'data-testid="audit-line-{line.number}"'):
        with Element("td"):
            text("div", visitor.moment(line.time))
            text("div", f"#{line.number}").classes("small quiet")
        with Element("td"):
            text("div", line.actor or visitor.say("audit.platform")).classes("" if line.actor else "quiet")
            text("div", line.address).classes("small quiet")
        with Element("td").classes("audit-what"):
            text("div", deed(visitor, line))
            _details(visitor, line)
        text("td", line.sandbox or "–").classes("" if line.sandbox else "quiet")


def _details(visitor: Visitor, line: Line) -> None:
    found = changes(visitor, line)
    if not found:
        return
    with Element("details"):
        text("summary", visitor.say("audit.details"))
        with Element("table").classes("audit-changes"):
            with Element("thead"), Element("tr"):
                for key in ("field", "before", "after"):
                    text("th", visitor.say(f"audit.{key}")).props('scope="col"')
            with Element("tbody"):
                for one in found:
                    with Element("tr"):
                        text("th", one.field).props('scope="row"')
                        for value in (one.before, one.after):
                            text("td", "–" if value is None else value).classes("quiet" if value is None else "")
