"""Which sandbox one is in, and the way into another: plain forms, so that they work however the page is."""

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.visitor import Visitor
from storage.sandboxes import PROD, Sandbox


def sandbox_sign(visitor: Visitor) -> None:
    """The name of the sandbox in the top bar; none for `prod`, where nothing needs to be said."""
    if visitor.sandbox == PROD:
        return
    words = visitor.say("sandboxes.here", name=visitor.sandbox)
    with Element("span").classes("sandbox-sign").props('role="note" data-testid="sandbox-sign"') as sign:
        sign.props["aria-label"] = words
        icon("layers")
        text("span", visitor.sandbox).classes("cut")
        ui.tooltip(words)


def chooser(visitor: Visitor) -> None:
    """The menu in the rail, for whoever has a choice; administrators find the page of all sandboxes there."""
    if len(visitor.readable()) < 2 and not visitor.may("administer"):
        return
    words = visitor.say("sandboxes.chooser", name=visitor.sandbox)
    face = Element("button").classes("place sandbox-face" if visitor.sandbox != PROD else "place")
    face.props('type="button" data-testid="sandbox-chooser" aria-haspopup="menu"')
    face.props.update({"aria-label": words, "title": words})  # a tooltip of ours would lie over the menu
    with face:
        icon("layers")
        menu = ui.menu().props("anchor='bottom right' self='bottom left'")
    with menu, Element("div").classes("account sandbox-menu"):
        choices = ui.refreshable(lambda: _choices(visitor))
        choices()
    menu.on("before-show", choices.refresh)  # others come and go while a page stands


def switch_form(visitor: Visitor, name: str, words: str, address: str = "/", *, kind: str = "plain") -> None:
    """A button that chooses a sandbox in this browser and goes to an address of ours."""
    with Element("form").props('method="post" action="/sandbox"'):
        for field, value in (("sandbox", name), ("next", address)):
            Element("input").props('type="hidden"').props.update({"name": field, "value": value})
        go = button(words, icon="layers", kind=kind).props(f'type="submit" data-testid="sandbox-to-{name}"')
        go.props["aria-label"] = visitor.say("sandboxes.switch", name=name)


def _choices(visitor: Visitor) -> None:
    ui.label(visitor.say("sandboxes.choose")).classes("small quiet")
    for one in visitor.readable():
        _choice(visitor, one)
    if visitor.may("administer"):
        with Element("a").classes("line own").props('href="/sandboxes" data-testid="sandboxes-manage"'):
            icon("settings")
            ui.label(visitor.say("sandboxes.manage"))


def _choice(visitor: Visitor, one: Sandbox) -> None:
    if one.name == visitor.sandbox:
        with Element("div").classes("line sandbox-current").props('data-testid="sandbox-current"'):
            icon("check")
            ui.label(one.name).classes("cut")
            text("span", visitor.say("sandboxes.current")).classes("unseen")
    else:
        switch_form(visitor, one.name, one.name, kind="ghost")
