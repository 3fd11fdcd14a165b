"""What can be done with the entries: add, import, export, filter; delete what is chosen."""

from typing import TYPE_CHECKING

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, text
from editor.theme import told

if TYPE_CHECKING:
    from editor.data.entries.view import EntriesView

FORMATS = ("xlsx", "csv", "json")


def count_of(view: "EntriesView") -> None:
    """How many there are, apart from the tools: these stay under somebody's mouse when it changes."""
    say, count = view.visitor.say, view.window.count
    words = say("data.entries_some" if count is None else "data.entries_count", count=count or 0)
    text("span", words).classes("entries-count").props('role="status" data-testid="entries-count"')


class Toolbar:
    """A proxy's entries are read only.

    It is drawn anew only for another design: a menu that is open there must not close, and the button that deletes is
    the same one however many are chosen, so that no click on it is lost.
    """

    def __init__(self, view: "EntriesView") -> None:
        self._view, self._drawn = view, 0
        self._delete: ui.button | None = None
        self._part = told(view.visitor, self._draw)

    def tell(self) -> None:
        """More or less is chosen, or the design is another one."""
        if self._view.window.component.revision != self._drawn:
            self._part.refresh()
        else:
            self._count()

    def _draw(self) -> None:
        view = self._view
        say, component = view.visitor.say, view.window.component
        self._drawn = component.revision
        self._delete = None
        changes = view.deeds.may and not component.proxy and bool(component.fields)
        with Element("div").classes("line grow entries-tools"):
            if changes:
                self._delete = button("", view.deeds.delete, icon="delete", kind="danger")
                self._delete.props('data-testid="entries-delete"')
                self._count()
            Element("span").classes("grow")
            button(say("data.filter"), view.add_filter, icon="filter_list").props('data-testid="filter-add"')
            _export(view)
            if changes:
                button(say("data.import"), view.intake.open, icon="upload").props('data-testid="entries-import"')
                button(say("data.add_entry"), view.new, icon="add", kind="go").props('data-testid="entry-add"')

    def _count(self) -> None:
        if self._delete is None:
            return
        count = len(self._view.deeds.chosen)
        self._delete.set_text(self._view.visitor.say("data.delete_chosen", count=count))
        self._delete.set_visibility(count > 0)


def _export(view: "EntriesView") -> None:
    say = view.visitor.say
    with button(say("data.export"), icon="download").props('data-testid="entries-export"'), ui.menu():
        for kind in FORMATS:
            item = ui.menu_item(say(f"data.formats.{kind}"), lambda kind=kind: view.deeds.export(kind))
            item.props(f'data-testid="export-{kind}"')
