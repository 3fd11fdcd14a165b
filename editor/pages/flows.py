"""The list of flows: what there is, how its last run went, and the way in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from nicegui import run, ui
from nicegui.element import Element

from editor.controls import button, grid, icon, pill, text, tool
from editor.flow_deeds import Deeds
from editor.theme import frame, told
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.record import Summary
from storage.runs import RunSummary

PAGE = 30
LOOK_SECONDS = 3.0


@dataclass
class Listing:
    """What the page shows: it outlives a change of language."""

    installation: Installation
    sought: str = ""
    shown: int = PAGE
    flows: Sequence[Summary] = ()
    last: dict[str, RunSummary] = field(default_factory=dict)

    def look(self) -> bool:
        """Read the flows and their last runs again; whether anything is different."""
        before = (self.flows, self.last)
        self.flows = sorted(self.installation.flows().list(), key=lambda flow: flow.updated_at, reverse=True)
        runs = self.installation.runs
        self.last = {flow.id: run for flow in self.page() for run in runs.list(flow=flow.id, limit=1)}
        return before != (self.flows, self.last)

    def found(self) -> list[Summary]:
        return [flow for flow in self.flows if _plain(self.sought) in _plain(flow.name)]

    def page(self) -> list[Summary]:
        return self.found()[: self.shown]


def page(installation: Installation, visitor: Visitor) -> None:
    listing = Listing(installation)
    listing.look()
    with frame(visitor, "flows", lambda: visitor.say("flows.title")) as place:
        told(visitor, lambda: _damaged(visitor, installation))
        told(visitor, lambda: _search(visitor, listing, lambda: table.refresh()))
        deeds = Deeds(installation, visitor, changed=lambda: (listing.look(), table.refresh()))
        table = told(visitor, lambda: _table(visitor, listing, deeds))
        with place.deeds:
            told(visitor, lambda: _top(visitor, deeds))

    async def look() -> None:
        if await run.io_bound(listing.look):
            table.refresh()

    ui.timer(LOOK_SECONDS, look)


def _top(visitor: Visitor, deeds: Deeds) -> None:
    if visitor.may("design"):
        button(visitor.say("flows.import"), deeds.ask_import, icon="upload").props('data-testid="flow-import"')
        button(visitor.say("flows.new"), deeds.new, icon="add", kind="go").props('data-testid="flow-new"')


def _search(visitor: Visitor, listing: Listing, changed: Callable[[], None]) -> None:
    def seek(words: str | None) -> None:
        listing.sought, listing.shown = words or "", PAGE
        listing.look()
        changed()

    words = visitor.say("flows.search")
    with ui.input(placeholder=words, value=listing.sought, on_change=lambda event: seek(event.value)) as field:
        field.props(f'clearable debounce=150 type=search aria-label="{words}" data-testid="flow-search"').classes(
            "seek"
        )
        with field.add_slot("prepend"):
            icon("search")


def _damaged(visitor: Visitor, installation: Installation) -> None:
    for damage in installation.flows().damaged():
        with Element("div").classes("notice warn").props('role="status"'):
            icon("warning")
            ui.label(visitor.say("flows.damaged", flow=damage.flow, file=damage.set_aside_as))


def _table(visitor: Visitor, listing: Listing, deeds: Deeds) -> None:
    found = listing.found()
    if not found:
        return _empty(visitor, listing)
    heads = [visitor.say(f"flows.{name}") for name in ("name", "state", "last_run", "changed", "deeds")]
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for flow in found[: listing.shown]:
            _row(visitor, flow, listing.last.get(flow.id), deeds)
    if left := len(found) - listing.shown:
        if left > 0:
            button(visitor.say("flows.more", count=min(left, PAGE)), lambda: _more(listing, deeds), kind="link")
    return None


def _more(listing: Listing, deeds: Deeds) -> None:
    listing.shown += PAGE
    deeds.changed()


def _row(visitor: Visitor, flow: Summary, last: RunSummary | None, deeds: Deeds) -> None:
    name = flow.name or visitor.say("flows.unnamed")
    with Element("tr").props(f'data-testid="flow-row-{flow.id}"'):
        with Element("td"):
            text("a", name).classes("name").props(f'href="/flows/{flow.id}"')
            text("div", visitor.say("flows.steps", count=flow.step_count)).classes("small quiet")
        with Element("td"):
            state_pill(visitor, flow)
        with Element("td"):
            run_link(visitor, last)
        with Element("td"):
            text("div", visitor.moment(flow.updated_at))
            text("div", flow.updated_by).classes("small quiet")
        with Element("td").classes("deeds"):
            _deeds(visitor, flow, name, deeds)


def _deeds(visitor: Visitor, flow: Summary, name: str, deeds: Deeds) -> None:
    if visitor.may("run") and flow.state == "enabled":
        tool(visitor.say("flows.run", name=name), lambda: deeds.run(flow.id), icon="play_arrow").props(
            f'data-testid="flow-run-{flow.id}"'
        )
    if visitor.may("design"):
        tool(visitor.say("flows.duplicate", name=name), lambda: deeds.duplicate(flow.id), icon="content_copy").props(
            f'data-testid="flow-duplicate-{flow.id}"'
        )
        tool(
            visitor.say("flows.delete", name=name), lambda: deeds.delete(flow.id, flow.etag, name), icon="delete"
        ).props(f'data-testid="flow-delete-{flow.id}"')


def state_pill(visitor: Visitor, flow: Summary) -> None:
    """What runs of a flow, and whether a draft stands beside it."""
    changed = flow.state == "enabled" and flow.has_draft
    words = visitor.say(f"flows.states.{'changed' if changed else flow.state}", version=flow.live_version)
    pill(flow.state, words)


def run_link(visitor: Visitor, last: RunSummary | None) -> None:
    if last is None:
        text("span", visitor.say("flows.never_run")).classes("quiet")
        return
    with Element("a").classes("bare").props(f'href="/runs/{last.id}"'):
        pill(last.status, visitor.say(f"run.statuses.{last.status}"))
    text("div", visitor.moment(last.created)).classes("small quiet")


def _empty(visitor: Visitor, listing: Listing) -> None:
    with Element("div").classes("empty"):
        if listing.sought and listing.flows:
            icon("search_off")
            text("p", visitor.say("flows.nothing_found", text=listing.sought))
            return
        icon("account_tree")
        text("h2", visitor.say("flows.empty_title"))
        text("p", visitor.say("flows.empty_text"))


def _plain(words: str) -> str:
    """For searching: without case and accents."""
    return "".join(sign for sign in normalize("NFD", words.casefold()) if not "\u0300" <= sign <= "\u036f")
