"""What a flow names outside itself: found in its settings, and missed where it is gone."""

from typing import Any, ClassVar

from runtime.check import Checker
from runtime.context import Context
from runtime.fields import ComponentName, EntryField, Source
from runtime.known import Known, Named
from runtime.mentions import mentioned
from runtime.model import Model
from runtime.step_type import Group, StepType
from runtime.steps import CATALOG


class LookSomewhere(StepType):
    """Names a component and fields of it."""

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "search"

    source: Source = None
    component: ComponentName
    fields: list[EntryField] = []  # noqa: RUF012 - pydantic copies it

    def run(self, ctx: Context, *models: Model) -> Model:
        return models[0]


class Components:
    """One component with one field; `stamp` as it is set."""

    at = 0

    def named(self) -> Any:
        return [Named("customer", "Customer")]

    def parts(self, id: str) -> Any:
        return [Named("email", "E-mail")]

    def get(self, id: str) -> Any:
        return id if id == "customer" and self.at == 0 else None

    def stamp(self) -> int:
        return self.at


def found(checker: Checker, document: Any) -> list[tuple[str, str | None]]:
    return [(one.code, one.setting) for one in checker.check(document).errors]


def test_what_is_gone_is_told_at_its_setting_also_when_it_goes_later(documents: Any, monkeypatch: Any):
    monkeypatch.setitem(CATALOG, "look_somewhere", LookSomewhere)
    components = Components()
    checker = Checker(things=Known({"component": components}))

    def flow(component: str) -> Any:
        look = documents.step("look", "look_somewhere", {"component": component, "fields": ["email", "phone"]})
        return documents.flow(documents.start, look, documents.end)

    assert found(checker, flow("custmer")) == [("component_gone_near", "component")]
    assert found(checker, flow("customer")) == [("entry_field_gone", "fields[1]")]
    components.at = 1
    assert found(checker, flow("customer")) == [("component_gone_near", "component")]
    [mention] = mentioned(flow("customer"))
    assert (mention.kind, mention.id, mention.setting, mention.step) == ("component", "customer", "component", "look")
