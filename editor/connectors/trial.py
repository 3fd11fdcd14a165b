"""The panel “Try it”: an endpoint, what it is given, and what it answers."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui
from nicegui.element import Element

from editor.connectors.came_back import show_peek, show_trial
from editor.connectors.parameters import ParameterBoxes
from editor.connectors.try_panel import TryPanel
from editor.connectors.trying import SAFE, Peek, Wish, attempt
from editor.connectors.working import Working
from editor.controls import text, toast
from editor.forms.box import Box
from editor.forms.offers import Offer
from editor.visitor import Visitor
from runtime.connectors.http.trying import Trial
from runtime.problems import Problem, problem


class TrialPanel(TryPanel):
    """An endpoint is asked, with the parameters that it is given."""

    def __init__(self, visitor: Visitor, working: Working) -> None:
        super().__init__(visitor, working)
        self._boxes = ParameterBoxes(visitor)
        self._shown: object = None
        working.watch(self._refresh)

    def choose(self, at: int) -> None:
        """This endpoint is to be tried."""
        self.working.flush()
        self.working.tried, self.outcome = at, None
        self.draw_again()
        ui.run_javascript("document.querySelector('[data-testid=try]').scrollIntoView({block: 'nearest'})")

    def ask(self) -> None:
        say, working = self.visitor.say, self.working
        self._shown = self._stamp()
        if not working.endpoints:
            text("p", say(f"connectors.kinds.{working.kind}.try_nothing")).classes("quiet")
            return
        with Element("div").classes("setting"):
            text("div", say(f"connectors.kinds.{working.kind}.endpoint_one")).classes("setting-label")
            named = [Offer(str(at), label=self._name(at)).as_option() for at in range(len(working.endpoints))]
            Box(str(working.tried), name=say("connectors.try_which"), test_id="try-endpoint", options=named, free=False,
                on_change=lambda value: self.choose(int(value)), nothing=say("forms.nothing_found"))  # fmt: skip
        endpoint = working.endpoints[working.tried]
        self._boxes.draw(working.given().endpoints[working.tried])
        if working.kind == "http" and endpoint.get("method", "GET") not in SAFE:
            text("p", say("connectors.try_really", method=endpoint.get("method"))).classes("small quiet")
        self.button(may=self._may(endpoint))

    def deed(self) -> tuple[Callable[[], Trial | Peek], Sequence[Problem]]:
        working, by = self.working, self.visitor.person.name
        if not self._may(working.endpoints[working.tried]):
            raise problem("not_allowed")
        wish = Wish(working.filled(), working.tried, self._boxes.values(), working.visitor.sandbox)
        return lambda: attempt(working.installation, wish, by), wish.problems()

    def show(self, came: Trial | Peek) -> None:
        keep = self._keep if self.visitor.may("design") else None
        if isinstance(came, Trial):
            show_trial(self.visitor, came, keep)
        else:
            show_peek(self.visitor, came, keep)

    def _keep(self, sample: Any) -> None:
        self.working.need()
        self.working.endpoints[self.working.tried]["sample"] = sample
        self.working.edited()
        toast(self.visitor.say("connectors.answer.kept"))

    def _may(self, endpoint: dict[str, Any]) -> bool:
        """What changes something over there is for those who may also run flows."""
        reads = self.working.kind != "http" or endpoint.get("method", "GET") in SAFE
        return self.visitor.may("design" if reads else "run")

    def _name(self, at: int) -> str:
        endpoint = self.working.endpoints[at]
        return str(endpoint.get("name") or endpoint.get("path") or self.visitor.say("connectors.unnamed_endpoint"))

    def _stamp(self) -> object:
        """What is asked for depends on these."""
        working = self.working
        asked = [(self._name(at), one.get("method"), str(one.get("parameters")), one.get("path"))
                 for at, one in enumerate(working.endpoints)]  # fmt: skip
        return asked, working.tried

    def _refresh(self) -> None:
        if self._stamp() != self._shown:
            self.draw_again(answer=False)
