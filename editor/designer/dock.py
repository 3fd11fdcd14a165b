"""Below the board: the log, the times and the data of the run that is looked at, and the problems of the draft."""

from collections.abc import Callable
from functools import partial

from nicegui import ui
from nicegui.element import Element

from editor.controls import button, pill, text
from editor.designer.desk import Desk
from editor.designer.problems import ProblemList
from editor.run_view.files import files_view
from editor.run_view.follow import Following
from editor.run_view.log import log_view
from editor.run_view.problems import problems_view
from editor.run_view.result import result_view
from editor.run_view.status import status_view
from editor.run_view.steps import steps_view
from editor.run_view.would import would_view
from editor.theme import told
from runtime.installation import Installation

RUN_TABS = ("log", "timeline", "data")
TABS = (*RUN_TABS, "problems")


class Dock:
    """One panel at a time. `follow` shows another run, `stop` ends the one that is shown."""

    def __init__(self, desk: Desk, installation: Installation, stop: Callable[[], None]) -> None:
        self._desk, self._installation, self._stop = desk, installation, stop
        self._tab = "problems"
        self._buttons: dict[str, Element] = {}
        self._panels: dict[str, Element] = {}
        with Element("section").classes("dock").props('data-testid="dock"') as self._place:
            with Element("div").classes("dock-head"):
                tabs = Element("div").classes("dock-tabs").props('role="tablist"')
                self._run_place = Element("div").classes("dock-run")
            for name in TABS:
                self._panels[name] = panel = Element("div").classes("dock-body")
                panel.props(f'id="dock-{name}" role="tabpanel" aria-labelledby="dock-tab-{name}" tabindex="0"')
        with self._panels["problems"]:
            self._problems = ProblemList(desk, self._count)
        with tabs:
            told(desk.visitor, self._tabs)
        for name in RUN_TABS:
            with self._panels[name]:
                self._nothing(name)
        self.show("problems")

    def show(self, tab: str) -> None:
        self._tab = tab
        for name in TABS:
            chosen = name == tab
            self._panels[name].set_visibility(chosen)
            self._buttons[name].props(f'aria-selected="{str(chosen).lower()}" tabindex="{0 if chosen else -1}"')

    def follow(self, following: Following) -> None:
        """The log, times and data are this run's from now on."""
        run_id, visitor, installation = following.story.run_id, self._desk.visitor, self._installation
        for name in RUN_TABS:
            self._panels[name].clear()
        with self._panels["log"]:
            log_view(installation, visitor, run_id, following)
        with self._panels["timeline"]:
            steps_view(installation, visitor, run_id, following)
        with self._panels["data"]:
            problems_view(installation, visitor, run_id, following)
            if following.record.dry:
                would_view(installation, visitor, run_id, following)
            result_view(installation, visitor, run_id, following)
            files_view(installation, visitor, run_id, following)
        self._run_place.clear()
        with self._run_place:
            if following.record.dry:
                told(visitor, lambda: pill("dry", visitor.say("run.dry")))
            status_view(installation, visitor, run_id, following)
            links = told(visitor, lambda: self._links(following))
        following.add(lambda story, events: links.refresh() if story.complete else None)
        self.show("log")

    def _links(self, following: Following) -> None:
        say, story = self._desk.visitor.say, following.story
        if not story.complete:
            stop = button(say("run.cancel"), self._stop, icon="stop", kind="link").classes("small")
            stop.props('data-testid="run-cancel"')
        link = ui.link(say("dock.open_run"), f"/runs/{story.run_id}")
        link.classes("small").props('data-testid="open-run"')

    def _tabs(self) -> None:
        for name in TABS:
            button = Element("button").classes("dock-tab")
            button.props(f'type="button" role="tab" id="dock-tab-{name}" aria-controls="dock-{name}"')
            button.props(f'data-testid="dock-{name}"')
            button.on("click", partial(self.show, name))
            button.on("keydown.left", lambda: self._beside(-1))
            button.on("keydown.right", lambda: self._beside(1))
            with button:
                ui.label(self._desk.visitor.say(f"dock.{name}"))
                if name == "problems":
                    self._badge = ui.label().classes("badge warn")
            self._buttons[name] = button
        self._count()
        self.show(self._tab)

    def _beside(self, step: int) -> None:
        tab = TABS[(TABS.index(self._tab) + step) % len(TABS)]
        self.show(tab)
        self._buttons[tab].run_method("focus")

    def _nothing(self, name: str) -> None:
        """The words that stand in a panel until there is a run."""
        told(self._desk.visitor, lambda: text("p", self._desk.visitor.say(f"dock.no_{name}")).classes("dock-word"))

    def _count(self) -> None:
        problems = self._desk.draft.checked.problems
        errors = any(problem.severity == "error" for problem in problems)
        self._badge.set_text(str(len(problems)))
        self._badge.classes("bad" if errors else "warn", remove="warn" if errors else "bad")
        self._badge.set_visibility(bool(problems))
