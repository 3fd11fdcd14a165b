"""One connector: how it is reached, what can be asked of it, whether it answers, who uses it."""

import asyncio

from nicegui import ui
from nicegui.element import Element

from editor.connectors.deliveries import Deliveries
from editor.connectors.directory_trial import DirectoryTrial
from editor.connectors.endpoints import EndpointsPanel
from editor.connectors.importing import ask_import
from editor.connectors.kinds import needs
from editor.connectors.mail_trial import MailTrial
from editor.connectors.rows import kind_name
from editor.connectors.settings import SettingsPanel
from editor.connectors.standing import conflict, standing, what_is_lost
from editor.connectors.trial import TrialPanel
from editor.connectors.working import Working
from editor.controls import button, text
from editor.pages.lost import lost, nothing_here
from editor.theme import Frame, asset, crumb, frame, told
from editor.uses import confirm_delete, uses_panel
from editor.visitor import Visitor
from runtime.connectors import CONNECTORS
from runtime.connectors.directory import DIRECTORIES
from runtime.installation import Installation
from storage.connector import Connector
from storage.errors import NotFound


def page(installation: Installation, visitor: Visitor, connector_id: str) -> None:
    try:
        connector = installation.connectors().get(connector_id)
    except NotFound:
        return nothing_here(installation, visitor, "connector", connector_id, f"/connectors/{connector_id}")
    return _show(visitor, Working(installation, visitor, connector))


def page_of_new(installation: Installation, visitor: Visitor, kind: str) -> None:
    """Nothing is stored before it is saved."""
    if kind not in CONNECTORS or not visitor.may(needs(kind)):
        return lost(visitor, "page_unknown")
    return _show(visitor, Working(installation, visitor, Connector(kind=kind)))


def _show(visitor: Visitor, working: Working) -> None:
    for sheet in ("forms.css", "connectors.css"):
        ui.add_head_html(f'<link rel="stylesheet" href="{asset(sheet)}">')
    ui.add_head_html(f'<script src="{asset("forms.js")}"></script>')
    with frame(visitor, "connectors", lambda: _title(visitor, working), heading=False) as place:
        _top(place, visitor, working)
        notice = told(visitor, lambda: conflict(visitor, working))
        working.watch(notice.refresh)
        with Element("div").classes("connector-page"):
            with Element("div").classes("stack"):
                settings = SettingsPanel(visitor, working)
                told(visitor, settings.draw)
            with Element("div").classes("stack"):
                _right(visitor, working)


def _right(visitor: Visitor, working: Working) -> None:
    if working.kind in DIRECTORIES:
        told(visitor, DirectoryTrial(visitor, working).draw)
    elif working.kind == "smtp":
        told(visitor, MailTrial(visitor, working).draw)
    else:
        trial = TrialPanel(visitor, working)
        bring = (lambda: ask_import(visitor, working)) if working.kind == "http" else None
        endpoints = EndpointsPanel(visitor, working, trial.choose, bring)
        told(visitor, endpoints.draw)
        told(visitor, trial.draw)
    if not working.new:
        if working.kind in ("smtp", "http"):
            Deliveries(visitor, working).draw()
        uses_panel(visitor, working.installation, "connector", working.saved.id)


def _top(place: Frame, visitor: Visitor, working: Working) -> None:
    with place.about:
        crumb(visitor, "connectors.title", "/connectors")
        told(visitor, lambda: text("h1", _title(visitor, working)))
        state = told(visitor, lambda: standing(visitor, working))
    with place.deeds:
        deeds = told(visitor, lambda: _deeds(visitor, working))
    shown: list[object] = []

    def turn() -> None:
        now = (working.changed, working.stale, tuple(working.problems), working.saved.revision)
        if shown != [now]:
            shown[:] = [now]
            state.refresh()
            deeds.refresh()

    working.watch(turn)


def _deeds(visitor: Visitor, working: Working) -> None:
    if not working.editable:
        return
    if not working.new:
        words = visitor.say("connectors.delete")
        delete = button(words, lambda: _delete(visitor, working), icon="delete", kind="danger")
        delete.props('data-testid="connector-delete"')
    save = button(visitor.say("connectors.save"), lambda: _save(working), icon="save", kind="go")
    save.props('data-testid="connector-save"').set_enabled(working.changed)


async def _save(working: Working) -> None:
    first = working.new
    if await working.save() and first:
        ui.run_javascript("window.onbeforeunload = null")
        ui.navigate.to(f"/connectors/{working.saved.id}")


async def _delete(visitor: Visitor, working: Working) -> None:
    working.need()
    connector, installation = working.saved, working.installation
    loses = await asyncio.to_thread(what_is_lost, visitor, working)
    if await confirm_delete(visitor, installation, "connector", connector.id, connector.name, loses=loses):
        working.need()
        await asyncio.to_thread(working.keeper.delete, connector.id)
        ui.run_javascript("window.onbeforeunload = null")
        ui.navigate.to("/connectors")


def _title(visitor: Visitor, working: Working) -> str:
    return working.saved.name or visitor.say("connectors.new_of", kind=kind_name(visitor, working.kind))
