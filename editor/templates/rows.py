"""The lines of the list: a template's name, what it is made for, and its deeds."""

from nicegui.element import Element

from editor.controls import grid, icon, text, tool
from editor.seeking import nothing
from editor.templates.deeds import Deeds
from editor.templates.listing import Listing
from editor.visitor import Visitor
from storage.template import Template

ICONS = {"html": "html", "text": "notes", "docx": "description", "xlsx": "table"}


def template_table(visitor: Visitor, listing: Listing, deeds: Deeds) -> None:
    """The templates that were sought."""
    found = listing.found()
    if not found:
        nothing(visitor, "templates", "description", listing.sought if listing.templates else "")
        return
    heads = [visitor.say(f"templates.{name}") for name in ("name", "kind", "changed", "deeds")]
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for template in found:
            _row(visitor, template, deeds)


def _row(visitor: Visitor, template: Template, deeds: Deeds) -> None:
    name = template.name or visitor.say("templates.unnamed")
    with Element("tr").props(f'data-testid="template-row-{template.id}"'):
        with Element("td"):
            text("a", name).classes("name").props(f'href="/templates/{template.id}"')
            text("div", visitor.say("templates.field_count", count=len(template.fields))).classes("small quiet")
        with Element("td"), Element("div").classes("line"):
            icon(ICONS.get(template.kind, "draft"))
            text("span", visitor.say(f"templates.kinds.{template.kind}"))
        with Element("td"):
            text("div", visitor.minute(template.time) if template.time else "")
            text("div", template.author).classes("small quiet")
        with Element("td").classes("deeds"):
            if visitor.may("design"):
                _deeds(visitor, template.id, name, deeds)


def _deeds(visitor: Visitor, id: str, name: str, deeds: Deeds) -> None:
    again = tool(visitor.say("templates.duplicate", name=name), lambda: deeds.duplicate(id), icon="content_copy")
    again.props(f'data-once data-testid="template-duplicate-{id}"')
    gone = tool(visitor.say("templates.delete", name=name), lambda: deeds.delete(id, name), icon="delete")
    gone.props(f'data-once data-testid="template-delete-{id}"')
