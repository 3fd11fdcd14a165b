"""One open designer: a draft, who looks at it, and the parts of the page that follow both."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from nicegui import ui

from editor.designer.board import Board, Intent
from editor.designer.draft import Change, Draft
from editor.designer.intents import Outcome, Refused, perform
from editor.designer.palette import offer
from editor.designer.saying import said
from editor.designer.titles import title
from editor.designer.unchanged import unchanged
from editor.designer.view import Foot, Made, View, view
from editor.designer.wiring import Document
from editor.policy import INTENTS, needed, suffices
from editor.visitor import Visitor
from runtime.problems import Problem

SOON = 0.03


class Desk:
    """Turns intents of the board into edits, and edits into what the board shows.

    `on_select` is told the step that is looked at (None: the flow itself), `on_change` every change of the draft.
    """

    def __init__(self, draft: Draft, visitor: Visitor) -> None:
        self.draft = draft
        self.visitor = visitor
        self.selected: str | None = None
        self.feet: dict[str, Foot] = {}
        """The lines that a run writes below the cards; only those of steps that still are as in `ran` are shown."""
        self.ran: Document = {}
        self.setting: str | None = None
        """The setting that a problem leads to, while `on_select` is told."""
        self.on_select: list[Callable[[str | None], None]] = []
        self._answered: dict[str, Any] = {}
        self._board: Board | None = None
        self._made: Made = {}
        draft.subscribe(self._changed)
        visitor.on_language(self._speak)

    @property
    def editable(self) -> bool:
        return self.visitor.may("design")

    def name(self) -> str:
        """The flow's name, or the words for a flow that has none."""
        return str(self.draft.document.get("name") or self.visitor.say("designer.unnamed"))

    def board(self) -> Board:
        """Draw the board here."""
        language = self.visitor.language
        self._board = Board(self._view(), offer(language), language, editable=self.editable, on_intent=self.intend)
        return self._board

    def intend(self, intent: Intent) -> None:
        """Do what the board asks, if this person may, and answer; a refusal answers with what is there."""
        if not suffices(self.visitor.rights, needed(INTENTS, str(intent.get("do")))):
            return
        if intent.get("do") == "select":
            self.select(intent.get("step"), tell_board=False)
            return
        self._answered = {"answered": intent.get("n", 0)}
        with suppress(Refused):
            self._follow(perform(self.draft, intent))
        self.refresh()

    def outline(self, on: bool) -> None:
        """Show the flow as a list, or as the board."""
        if self._board:
            self._board.outline(on)

    def select(self, step_id: str | None, *, tell_board: bool = True) -> None:
        """Look at a step, or at the flow itself."""
        self.selected = step_id if step_id and self.draft.has(step_id) else None
        if tell_board and self._board and self.selected:
            self._board.reveal(self.selected)
        for follow in self.on_select:
            follow(self.selected)

    def go(self, problem: Problem) -> None:
        """To the step and the setting that a problem is about."""
        self.setting = problem.setting
        self.select(problem.step)
        self.setting = None

    def refresh(self) -> None:
        """Send the board what is different by now."""
        if self._board:
            told, self._answered = self._answered, {}
            self._board.show(self._view(), **told)

    def title(self, step_id: str) -> str:
        return title(self.draft.step(step_id), self.visitor.language) if self.draft.has(step_id) else step_id

    def explain(self, problem: Problem) -> str:
        """What is wrong, with the settings called as in the step's form."""
        step = self.draft.step(problem.step) if problem.step and self.draft.has(problem.step) else {}
        return self.visitor.explain(problem, str(step.get("type", "")))

    def _follow(self, outcome: Outcome) -> None:
        """The card or phase to go to, and the word with its offer."""
        if outcome.phase:
            self._answered["phase"] = outcome.phase
        if outcome.step:
            self._answered |= {"selected": outcome.step, "focused": outcome.step}
            self._select_soon(outcome.step)
        elif self.selected and not self.draft.has(self.selected):
            self._answered["selected"] = None
            self._select_soon(None)
        if outcome.said:
            said(self, outcome)

    def _select_soon(self, step_id: str | None) -> None:
        """Draw the inspector after the board has its answer: a form takes longer than a card."""
        ui.timer(SOON, lambda: self.select(step_id, tell_board=False), once=True)

    def _changed(self, change: Change) -> None:
        if change.kind == "saved" or (change.kind != "checked" and self._answered):
            return
        self.refresh()

    def _speak(self) -> None:
        if self._board:
            self._board.speak(offer(self.visitor.language), self.visitor.language)
            self.refresh()

    def _view(self) -> View:
        document = self.draft.document
        same = unchanged(self.ran, document) if self.feet else set()
        feet = {step: foot for step, foot in self.feet.items() if step in same}
        return view(document, self.draft.checked.problems, feet, self.visitor, self._made)
