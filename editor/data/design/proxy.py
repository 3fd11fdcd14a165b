"""A component without a table: the two flows that answer for it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.controls import text
from editor.data.design.sketch import Sketch
from editor.forms.box import Box
from editor.visitor import Visitor
from runtime.installation import Installation
from storage.component import Proxy


def draw_proxy(installation: Installation, visitor: Visitor, sketch: Sketch, changed: Callable[[], Any]) -> None:
    """The switch between a table and two flows, and the choice of those."""
    may, say = visitor.may("design"), visitor.say

    def switch(on: bool) -> None:
        sketch.proxy = Proxy() if on else None
        changed()

    with Element("section").classes("panel"), Element("div").classes("body stack"):
        box = ui.switch(say("data.proxy_switch"), value=sketch.proxy is not None,
                        on_change=lambda event: switch(event.value))  # fmt: skip
        box.props["data-testid"] = "proxy"
        box.set_enabled(may)
        text("p", say("data.proxy_hint")).classes("setting-hint")
        if sketch.proxy:
            flows = [{"value": one.id, "label": one.name or say("flows.unnamed"), "note": "", "badge": "", "icon": "",
                      "type": ""} for one in installation.flows().list()]  # fmt: skip
            with Element("div").classes("evenly"):
                for which in ("query", "get"):
                    _flow(visitor, sketch, which, flows, changed)


def _flow(
    visitor: Visitor, sketch: Sketch, which: str, flows: list[dict[str, str]], changed: Callable[[], Any]
) -> None:
    def put(name: str, flow: str) -> None:
        setattr(sketch.proxy, name, flow or None)
        changed()

    say = visitor.say
    with Element("div").classes("setting"):
        text("div", say(f"data.proxy_{which}")).classes("setting-label")
        Box(getattr(sketch.proxy, which) or "", name=say(f"data.proxy_{which}"), test_id=f"proxy-{which}",
            options=flows, free=False, on_change=partial(put, which), disabled=not visitor.may("design"))  # fmt: skip
