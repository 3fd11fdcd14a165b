"""What can be asked of the system: endpoints (or queues, topics, subjects, streams), each with its form."""

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.connectors.part_form import PartForm, endpoint_form
from editor.connectors.working import Working
from editor.controls import button, grid, icon, text, tool
from editor.visitor import Visitor
from runtime.problems import Problem


class EndpointsPanel:
    """The table, and below it the form of the endpoint that is open."""

    _table: Any = None
    _inner: Any = None

    def __init__(self, visitor: Visitor, working: Working, try_it: Callable[[int], None],
                 bring: Callable[[], None] | None) -> None:  # fmt: skip
        """`try_it` is asked to try one, `bring` to bring in many at once."""
        self._visitor, self._working, self._try_it, self._bring = visitor, working, try_it, bring
        self._form: PartForm | None = None
        self._listed: object = None
        self._formed: object = None
        working.flushing.append(self.flush)
        working.watch(self._refresh)

    def draw(self) -> None:
        self.flush()
        say, word = self._visitor.say, self._working.kind
        with Element("section").classes("panel endpoints").props('data-testid="endpoints"'):
            with Element("header"):
                text("h2", say(f"connectors.kinds.{word}.endpoints")).classes("grow")
                self._draw_deeds()
            self._table, self._inner = ui.refreshable(self._draw_table), ui.refreshable(self._draw_form)
            self._table()
            self._inner()

    def flush(self) -> None:
        if self._form:
            self._form.flush()

    def _draw_deeds(self) -> None:
        if not self._visitor.may("design"):
            return
        say, word = self._visitor.say, self._working.kind
        if self._bring:
            bring = button(say("connectors.import.open"), self._bring, icon="upload_file").classes("small")
            bring.props('data-testid="endpoints-import"')
        add = button(say(f"connectors.kinds.{word}.add_endpoint"), self._add, icon="add").classes("small")
        add.props('data-testid="endpoint-add"')

    def _draw_table(self) -> None:
        say = self._visitor.say
        self._listed = self._lines()
        if not self._working.endpoints:
            text("p", say(f"connectors.kinds.{self._working.kind}.no_endpoints")).classes("body quiet")
            return
        heads = [say(f"connectors.{name}") for name in ("endpoint_name", "endpoint_path", "endpoint_sample", "deeds")]
        with grid(*heads, unseen_last=True):
            for at, endpoint in enumerate(self._working.endpoints):
                self._row(at, endpoint)

    def _row(self, at: int, endpoint: dict[str, Any]) -> None:
        say, name = self._visitor.say, endpoint.get("name") or self._visitor.say("connectors.unnamed_endpoint")
        here = at == self._working.opened
        with Element("tr").classes("here" if here else "").props(f'data-testid="endpoint-row-{at}"'):
            with Element("td"):
                text("span", name).classes("name" if endpoint.get("name") else "name quiet")
                if count := self._wrong(at):
                    text("div", say("connectors.endpoint_wrong", count=count)).classes("problem error")
            with Element("td").classes("mono"):
                text("span", self._where(endpoint))
            with Element("td"):
                if endpoint.get("sample") is not None:
                    icon("check")
                text("span", say("connectors.sample_kept" if endpoint.get("sample") is not None else
                                 "connectors.sample_none")).classes("unseen")  # fmt: skip
            with Element("td").classes("deeds"):
                self._row_deeds(at, str(name))

    def _row_deeds(self, at: int, name: str) -> None:
        say, designs = self._visitor.say, self._visitor.may("design")
        if designs:
            go = tool(say("connectors.try_named", name=name), partial(self._try_it, at), icon="play_arrow")
            go.props(f'data-testid="endpoint-try-{at}"')
        words = say("connectors.edit_named" if designs else "connectors.read_named", name=name)
        edit = tool(words, partial(self._open, at), icon="edit" if designs else "visibility")
        edit.props(f'data-testid="endpoint-edit-{at}" aria-expanded="{str(at == self._working.opened).lower()}"')
        if designs:
            remove = tool(say("forms.remove_named", name=name), partial(self._remove, at), icon="delete")
            remove.props(f'data-testid="endpoint-remove-{at}"')

    def _draw_form(self) -> None:
        self._form, self._formed, at = None, self._which(), self._working.opened
        if at is None:
            return
        with Element("div").classes("endpoint-form").props('data-testid="endpoint-form"'):
            with Element("fieldset").classes("plain-fieldset") as fields:
                fields.props.set_bool("disabled", not self._visitor.may("design"))
                self._form = endpoint_form(self._working, at)
            done = button(self._visitor.say("connectors.endpoint_done"), lambda: self._open(at))
            done.props('data-testid="endpoint-done"')

    def _add(self) -> None:
        self._working.need()
        self.flush()
        self._working.endpoints.append({"id": "", "name": ""})
        self._open(len(self._working.endpoints) - 1)
        ui.run_javascript("setTimeout(() => document.querySelector('.endpoint-form input')?.focus())")

    def _remove(self, at: int) -> None:
        self._working.need()
        self.flush()
        del self._working.endpoints[at]
        self._working.opened, self._working.tried = None, 0
        self._working.edited()

    def _open(self, at: int) -> None:
        self.flush()
        self._working.opened = None if self._working.opened == at else at
        self._working.edited()

    def _where(self, endpoint: dict[str, Any]) -> str:
        path = str(endpoint.get("path") or "")
        return f"{endpoint.get('method') or 'GET'} {path or '/'}" if self._working.kind == "http" else path

    def _wrong(self, at: int) -> int:
        return len([one for one in self._working.problems if _within(one, at)])

    def _lines(self) -> object:
        """What the table shows."""
        return self._working.opened, [
            (one.get("name"), self._where(one), one.get("sample") is not None, self._wrong(at))
            for at, one in enumerate(self._working.endpoints)
        ]

    def _which(self) -> object:
        """What the form stands over: one that is typed in is not drawn anew."""
        return self._working.opened, self._working.saved, len(self._working.endpoints)

    def _refresh(self) -> None:
        if self._lines() != self._listed:
            self._table.refresh()
        if self._which() != self._formed:
            self._inner.refresh()
        elif self._form:
            self._form.refresh()


def _within(found: Problem, at: int) -> bool:
    return (found.setting or "").startswith(f"endpoints[{at}]")
