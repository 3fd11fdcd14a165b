"""Whether what is on the page is saved, in one honest word; and what to do where somebody else was first."""

from datetime import datetime

from nicegui import ui
from nicegui.element import Element

from editor.connectors.tried import last_try
from editor.connectors.working import Working
from editor.controls import button, icon
from editor.visitor import Visitor
from runtime.connectors.directory.reception import provider_of


def standing(visitor: Visitor, working: Working) -> None:
    """Saved, not saved yet, or not saved and why."""
    kind, words = _now(visitor, working)
    with Element("span").classes(f"pill {kind}").props('role="status" data-testid="connector-state"') as shown:
        shown.props["data-state"] = kind or "waiting"
        icon({"ok": "check", "bad": "error"}.get(kind, "edit_note"))
        ui.label(words)
    mind = str(working.changed and visitor.may("design")).lower()
    ui.run_javascript(f"window.onbeforeunload = {mind} ? (e) => e.preventDefault() : null")


def conflict(visitor: Visitor, working: Working) -> None:
    """Who saved in between, and the two ways on."""
    if working.stale is None:
        return
    told = working.stale.parameters
    when = visitor.moment(datetime.fromisoformat(told["time"]))
    with Element("div").classes("notice warn").props('role="alert" data-testid="connector-conflict"'):
        icon("group")
        with Element("div"):
            ui.label(visitor.say("connectors.conflict", person=told["author"], time=when))
            with Element("div").classes("line"):
                theirs = button(visitor.say("connectors.take_theirs"), working.theirs)
                theirs.props('data-testid="connector-theirs"')
                mine = button(visitor.say("connectors.keep_mine"), lambda: working.save(over=True))
                mine.props('data-testid="connector-mine"')


def what_is_lost(visitor: Visitor, working: Working) -> str:
    """What deleting it takes along: its secrets, and the way in of the people who come through it."""
    provider = provider_of(visitor.sandbox, working.saved.id)
    count = sum(one.provider == provider for one in working.installation.people.list())
    lost = visitor.say("connectors.delete_loses")
    return f"{lost} {visitor.say('connectors.directory.delete_loses', count=count)}" if count else lost


def tried_before(visitor: Visitor, working: Working) -> None:
    if not working.new:
        last_try(visitor, working.saved, working.installation.tries().all().get(working.saved.id))


def _now(visitor: Visitor, working: Working) -> tuple[str, str]:
    say = visitor.say
    if working.stale:
        return "bad", say("connectors.state.stale", person=working.stale.parameters["author"])
    if working.problems:
        return "bad", say("connectors.state.wrong", count=len(working.problems))
    if working.changed:
        return "", say("connectors.state.new" if working.new else "connectors.state.changed")
    when = visitor.minute(datetime.fromisoformat(working.saved.updated_at))
    return "ok", say("connectors.state.saved", time=when, person=working.saved.updated_by)
