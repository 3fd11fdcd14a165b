from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from runtime.context import Context
from runtime.entry_checks import design, field_of, kept_in_table
from runtime.fields import ComponentName, EntryField
from runtime.known import Known
from runtime.model import Model
from runtime.problems import Problem
from runtime.proxy_calls import QueryCall, narrowed_by, understood
from runtime.schema import FieldType, Kind, Schema
from runtime.step_type import Group, Nature, StepType

_TEXT, _NUMBER = FieldType(Kind.STRING), FieldType(Kind.INTEGER)


def _list(**fields: FieldType) -> FieldType:
    return FieldType(Kind.ARRAY, element=FieldType(Kind.OBJECT, fields))


_ITEM: Schema = {
    "filter": _list(field=_TEXT, operator=_TEXT, value=FieldType(Kind.ANY)),
    "order": _list(field=_TEXT, direction=_TEXT),
    "offset": _NUMBER,
    "limit": _NUMBER,
    "component": _TEXT,
    "user": _TEXT,
}


class ProxyQueryEntry(StepType):
    """Begins the flow that answers when the entries of a component in proxy mode are listed.

    Gives one item: `filter` and `order` (lists), `offset`, `limit`, the `component`, and the `user` who asks. Only
    fields that are marked as query fields may be filtered, or of these only those in `fields`. The flow's response is
    the list of entries.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "call_split"

    component: ComponentName
    fields: list[EntryField] = Field(default_factory=list)

    def problems_in(self, known: Known) -> list[Problem]:
        component = design(known, self.component)
        wrong = list(kept_in_table(component))
        return wrong or list(self._not_asked_by(known))

    def declared(self) -> Schema | None:
        return _ITEM

    def sample_model(self) -> object:
        """The first page."""
        return {"component": self.component, "limit": 50}

    def run(self, ctx: Context, *models: Model) -> Model:
        component = design(ctx.known, self.component)
        call = understood(QueryCall, ctx.caller_model(), self.component, component)
        if component:
            narrowed_by(call, component, self.fields)
        item = call.model_dump(mode="json")
        plain = {name: item.pop(name) for name in ("offset", "limit", "component", "user")}
        model = ctx.tables.of([plain], {name: _ITEM[name] for name in plain})
        for name in ("filter", "order"):
            model = model.beside([item[name]], name, _ITEM[name])
        return model

    def _not_asked_by(self, known: Known) -> Iterator[Problem]:
        component = design(known, self.component)
        for at, name in enumerate(self.fields):
            field = field_of(component, name) if component else None
            if field and not field.query:
                yield Problem(code="proxy_no_query_field", setting=f"fields[{at}]", parameters={"field": field.name})
