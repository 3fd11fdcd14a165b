"""The left side of a connector's page: what it is called, where it is, who we are to it."""

from nicegui.element import Element

from editor.connectors.kinds import extra_of, icon_of, missing
from editor.connectors.part_form import RARE, PartForm, about_form, settings_form
from editor.connectors.rows import kind_name
from editor.connectors.working import Working
from editor.controls import button, icon, text
from editor.i18n import known
from editor.visitor import Visitor


class SettingsPanel:
    """Drawn anew with another language; what was typed is in the working copy."""

    def __init__(self, visitor: Visitor, working: Working) -> None:
        self._visitor, self._working = visitor, working
        self._forms: list[PartForm] = []
        working.flushing.append(self.flush)
        working.watch(self._refresh)

    def draw(self) -> None:
        working, say = self._working, self._visitor.say
        self.flush()
        self._forms = []
        with Element("section").classes("panel").props('data-testid="connector-settings"'):
            with Element("header"):
                with Element("span").classes("chip"):
                    icon(icon_of(working.kind))
                text("h2", kind_name(self._visitor, working.kind))
            with Element("div").classes("body stack"):
                if known(f"connectors.kinds.{working.kind}.summary"):
                    text("p", say(f"connectors.kinds.{working.kind}.summary")).classes("quiet")
                if missing(working.kind):
                    _lacking(self._visitor, working.kind)
                fields = Element("fieldset").classes("plain-fieldset stack")
                fields.props.set_bool("disabled", not working.editable)
                with fields:
                    self._forms = [about_form(working), settings_form(working)]
                self._draw_more(self._forms[1])

    def _draw_more(self, form: PartForm) -> None:
        if not any(one.name in RARE for one in form.asked):
            return

        def more() -> None:
            form.more = not form.more
            form.refresh()
            way.set_text(self._visitor.say("connectors.less" if form.more else "connectors.more"))

        way = button(self._visitor.say("connectors.more"), more, icon="tune", kind="link")
        way.classes("more").props('data-testid="connector-more"')

    def flush(self) -> None:
        for form in self._forms:
            form.flush()

    def _refresh(self) -> None:
        for form in self._forms:
            form.refresh()


def _lacking(visitor: Visitor, kind: str) -> None:
    with Element("div").classes("notice warn"):
        icon("warning")
        text("p", visitor.say("connectors.kind_missing", kind=kind_name(visitor, kind), extra=extra_of(kind)))
