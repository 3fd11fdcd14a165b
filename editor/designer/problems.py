"""Everything that is wrong with the draft, as a list that leads to the places."""

from collections.abc import Callable

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, icon, text
from editor.designer.desk import Desk
from editor.designer.draft import Change
from editor.designer.held import UNCHECKED
from editor.theme import told
from runtime.problems import Problem

SHOWN = 200
UNREADABLE = {"source_later", "source_unknown", "source_unknown_near", "source_self", "source_cycle"}
"""A source that cannot be read: the nearest step before mends it."""


class ProblemList:
    """Follows the checks; a click goes to the step and the setting. `counted` is told after each change."""

    def __init__(self, desk: Desk, counted: Callable[[], None]) -> None:
        self._desk, self._counted = desk, counted
        self._drawn: list[Problem] | None = None
        with Element("div").props('data-testid="problems"'):
            self._part = told(desk.visitor, self._draw)
        desk.draft.subscribe(self._changed)

    def _changed(self, change: Change) -> None:
        if change.kind == "checked" and self._desk.draft.checked.problems != self._drawn:
            self._part.refresh()
            self._counted()

    def _draw(self) -> None:
        say, checked = self._desk.visitor.say, self._desk.draft.checked
        problems = list(checked.problems)
        self._drawn = None if checked is UNCHECKED else problems
        if not problems:
            text("p", say("dock.checking" if checked is UNCHECKED else "dock.no_problems")).classes("dock-word")
            return
        with Element("ul").classes("problem-list"):
            for problem in problems[:SHOWN]:
                with Element("li").classes("problem-item"):
                    self._line(problem)
                    self._fix(problem)
        if len(problems) > SHOWN:
            text("p", say("dock.more_problems", count=len(problems) - SHOWN)).classes("dock-word")

    def _line(self, problem: Problem) -> None:
        line = Element("button").classes(f"problem-line {problem.severity}")
        line.props('type="button" data-testid="problem"').on("click", lambda: self._desk.go(problem))
        with line:
            icon("error" if problem.severity == "error" else "warning")
            where = self._desk.title(problem.step) if problem.step else self._desk.visitor.say("dock.whole_flow")
            text("b", where).classes("cut")
            ui.label(self._desk.explain(problem))

    def _fix(self, problem: Problem) -> None:
        """One click that mends it, where that is sure; undo takes it back."""
        step, setting, draft = problem.step, problem.setting, self._desk.draft
        if problem.code not in UNREADABLE or not (step and setting and self._desk.editable and draft.has(step)):
            return
        source = draft.nearest_source(step)
        if source:
            words = self._desk.visitor.say("dock.fix_source", name=self._desk.title(source))
            fix = button(words, lambda: draft.set_setting(step, setting, source), kind="link")
            fix.props(f'data-testid="fix-{step}"')
