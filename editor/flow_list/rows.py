"""The lines of the list: a flow's name, what runs of it, its last run, and its deeds."""

from nicegui.element import Element

from editor.controls import button, grid, text, tool
from editor.flow_list.deeds import Deeds
from editor.flow_list.listing import PAGE, Listing
from editor.flow_list.states import flow_state, last_run
from editor.messages.standing import standing_line
from editor.seeking import nothing
from editor.visitor import Visitor
from storage.record import Summary


def flow_table(visitor: Visitor, listing: Listing, deeds: Deeds) -> None:
    """The flows that were sought, a page of them."""
    found = listing.found()
    if not found:
        nothing(visitor, "flows", "account_tree", listing.sought if listing.flows else "")
        return
    heads = [visitor.say(f"flows.{name}") for name in ("name", "state", "last_run", "changed", "deeds")]
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for flow in found[: listing.shown]:
            _row(visitor, flow, listing, deeds)
    left = len(found) - listing.shown
    if left > 0:
        button(visitor.say("flows.more", count=min(left, PAGE)), lambda: _more(listing, deeds), kind="link")


def _more(listing: Listing, deeds: Deeds) -> None:
    listing.shown += PAGE
    deeds.changed()


def _row(visitor: Visitor, flow: Summary, listing: Listing, deeds: Deeds) -> None:
    name = flow.name or visitor.say("flows.unnamed")
    with Element("tr").props(f'data-testid="flow-row-{flow.id}"'):
        with Element("td"):
            text("a", name).classes("name").props(f'href="/flows/{flow.id}"')
            text("div", visitor.say("flows.steps", count=flow.step_count)).classes("small quiet")
        with Element("td"):
            flow_state(visitor, flow)
            if glance := listing.messages.get(flow.id):
                standing_line(visitor, glance)
        with Element("td"):
            last_run(visitor, listing.last.get(flow.id))
        with Element("td"):
            text("div", visitor.minute(flow.updated_at))
            text("div", flow.updated_by).classes("small quiet")
        with Element("td").classes("deeds"):
            _deeds(visitor, flow, name, deeds)


def _deeds(visitor: Visitor, flow: Summary, name: str, deeds: Deeds) -> None:
    if visitor.may("run") and flow.state == "enabled":
        tool(visitor.say("flows.run", name=name), lambda: deeds.run(flow.id), icon="play_arrow").props(
            f'data-once data-testid="flow-run-{flow.id}"'
        )
    if deeds.promotable:
        tool(visitor.say("promotion.open_name", name=name), lambda: deeds.promote(flow.id, name), icon="move_up").props(
            f'data-once data-testid="flow-promote-{flow.id}"'
        )
    if visitor.may("design"):
        tool(visitor.say("flows.duplicate", name=name), lambda: deeds.duplicate(flow.id), icon="content_copy").props(
            f'data-once data-testid="flow-duplicate-{flow.id}"'
        )
        tool(
            visitor.say("flows.delete", name=name), lambda: deeds.delete(flow.id, flow.etag, name), icon="delete"
        ).props(f'data-once data-testid="flow-delete-{flow.id}"')
