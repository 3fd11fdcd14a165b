from collections.abc import Callable
from typing import Any, ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.fields import ComponentName, FieldPath, Source
from runtime.model import Item, Model
from runtime.page_actions import ActionKind, BrowserScript, address_of, allowed, entry_of
from runtime.places import filled, lacking, places
from runtime.problems import Problem, Problems, problem
from runtime.step_type import Group, Nature, StepType


class FormAction(StepType):
    """Asks the page that started the run to open or show something, to download a file, or to refresh.

    Fields of the first item may stand in address, title and text; without an item nothing is done. Callers over REST
    find it in the run's `actions`. What leaves the page comes last, whatever its place.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "open_in_new"
    repeatable: ClassVar[bool] = True
    answers: ClassVar[bool] = True

    source: Source = None
    action: ActionKind = "open_page"
    address: str = Field(default="", max_length=2000)
    component: ComponentName | None = None
    entry: FieldPath | None = None
    title: str = Field(default="", max_length=200)
    text: str = Field(default="", max_length=10_000)
    file: FieldPath | None = None
    script: BrowserScript = "print"

    def looks_ahead(self) -> bool:
        """The items go on as they are, and the first one is looked at."""
        return True

    def problems(self) -> list[Problem]:
        needed = _NEEDED.get(self.action)
        if needed and not getattr(self, needed):
            return [Problem(code="setting_missing", setting=needed, parameters={"setting": needed})]
        if self.action == "open_page" and not places(self.address) and not allowed(self.address):
            return [Problem(code="action_address", setting="address", parameters={"address": self.address[:200]})]
        return []

    def run(self, ctx: Context, *models: Model) -> Model:
        for item in self._first(models[0]):
            ctx.act(self.action, _PARAMETERS[self.action](self, ctx, item))
        return models[0]

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        for item in self._first(models[0]):
            ctx.would(f"would_{self.action}", **_PARAMETERS[self.action](self, ctx, item))
        return models[0]

    def _first(self, model: Model) -> list[Item]:
        """The first item, if there is one and it has what is asked for."""
        wrong = [] if model.open else [
            Problem(code="action_field", setting=name, parameters={"field": path, "nearest": near})
            for name in ("address", "title", "text")
            for path, near in lacking(model.schema, places(getattr(self, name)))
        ]  # fmt: skip
        if wrong:
            raise Problems(*wrong)
        return model.head(1).items()

    def _page(self, _: Context, item: Item) -> dict[str, Any]:
        return {"address": address_of(self.address, item)}

    def _component(self, ctx: Context, item: Item) -> dict[str, Any]:
        known = ctx.known.get("component", self.component or "")
        name = known.name if known else self.component
        return {"component": self.component, "name": name, "entry": entry_of(self.entry, item)}

    def _words(self, _: Context, item: Item) -> dict[str, Any]:
        return {"title": filled(self.title, item), "text": filled(self.text, item)}

    def _file(self, ctx: Context, item: Item) -> dict[str, Any]:
        wanted = str(entry_of(self.file, item))
        [found] = ctx.tables.infos([wanted])
        if found is None:
            raise problem("file_unknown", "file", id=wanted)
        return {"file": found.id, "name": found.name, "media_type": found.media_type}

    def _nothing(self, _: Context, item: Item) -> dict[str, Any]:
        return {}

    def _script(self, _: Context, item: Item) -> dict[str, Any]:
        return {"script": self.script}


_NEEDED = {"open_page": "address", "open_component": "component", "open_sidebar": "text", "open_modal": "text",
           "open_file": "file", "download_file": "file"}  # fmt: skip
_PARAMETERS: dict[str, Callable[[FormAction, Context, Item], dict[str, Any]]] = {
    "open_page": FormAction._page, "open_component": FormAction._component, "open_sidebar": FormAction._words,
    "open_modal": FormAction._words, "open_file": FormAction._file, "download_file": FormAction._file,
    "refresh": FormAction._nothing, "run_script": FormAction._script,
}  # fmt: skip
