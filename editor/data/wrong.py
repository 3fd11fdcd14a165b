"""What is wrong, at its place: sentences under an input."""

from collections.abc import Iterable

from nicegui import ui
from nicegui.element import Element

from editor.controls import icon
from editor.visitor import Visitor
from runtime.problems import Problem
from storage.entries import Fault


def sentence(visitor: Visitor, fault: Fault) -> str:
    """A fault in the reader's words."""
    unchosen = fault.code == "design_catalog_unknown" and not fault.parameters.get("component")
    code = "design_catalog_unchosen" if unchosen else fault.code
    return visitor.explain(Problem(code=code, parameters=dict(fault.parameters)))


def told_wrong(visitor: Visitor, place: Element, faults: Iterable[Fault]) -> None:
    """Say the faults in `place`, instead of what it said before."""
    place.clear()
    with place:
        for words in dict.fromkeys(sentence(visitor, fault) for fault in faults):
            with ui.element("p").classes("problem error"):
                icon("error")
                ui.label(words)
