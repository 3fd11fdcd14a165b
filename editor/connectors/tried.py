"""How the last try of a connector went, in a word."""

from datetime import datetime

from nicegui.element import Element

from editor.controls import pill, text
from editor.visitor import Visitor
from runtime.problems import Problem
from storage.connector import Connector
from storage.tries import Try, digest


def last_try(visitor: Visitor, connector: Connector, tried: Try | None) -> None:
    """Its outcome and when; a try from before the last change says so."""
    if tried is None:
        text("span", visitor.say("connectors.never_tried")).classes("quiet")
        return
    if tried.good:
        pill("succeeded", visitor.say("connectors.tried.good"))
    else:
        with Element("span") as told:
            pill("failed", _word(visitor, tried))
        if tried.code:
            told.props["title"] = visitor.explain(Problem(code=tried.code, parameters=tried.parameters))
    when = visitor.minute(datetime.fromisoformat(tried.time))
    old = tried.of != digest(connector.settings)
    text("div", visitor.say("connectors.tried.before" if old else "connectors.tried.at", time=when)).classes(
        "small quiet"
    )


def _word(visitor: Visitor, tried: Try) -> str:
    if tried.status is not None:
        return visitor.say("connectors.tried.status", status=str(tried.status))
    return visitor.say("connectors.tried.failed")
