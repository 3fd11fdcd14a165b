from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from runtime.answer import Answer
from runtime.context import Context
from runtime.fields import ConnectorName, Endpoint, Source
from runtime.items_path import items_in
from runtime.json_shape import schema_from, shape_of
from runtime.known import Known
from runtime.model import Item, Model
from runtime.paging import Paging
from runtime.parameter_checks import parameter_problems
from runtime.parameters import ParameterEntry, endpoint_in, filled, per_item
from runtime.problems import Problem, Problems, problem
from runtime.schema import Schema, parse_path
from runtime.sent import note_absent, with_fields
from runtime.step_type import Group, Nature, StepType
from runtime.system_access import Call

if TYPE_CHECKING:
    from storage.connector import EndpointDocument


class GetValuesFromConnector(StepType):
    """Calls an endpoint of an HTTP system and makes one item of each element of the answer, page after page.

    It is called once, or once per item of its source where parameters are filled from fields. An answer that is no
    success stops the run and is quoted.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    fleeting: ClassVar[bool] = True
    timed: ClassVar[bool] = True
    icon: ClassVar[str] = "cloud_download"

    connector: ConnectorName
    endpoint: Endpoint
    method: Literal["GET", "POST", "PUT", "DELETE"] | None = None
    parameters: list[ParameterEntry] = Field(default_factory=list)
    source: Source = None
    items_path: str | None = None
    paging: Literal["none", "page", "cursor", "link"] = "none"
    page_parameter: str = Field(default="page", min_length=1)
    first_page: int = Field(default=1, ge=0)
    cursor_parameter: str = Field(default="cursor", min_length=1)
    cursor_path: str = ""
    page_limit: int = Field(default=100, ge=1, le=100_000)

    def problems(self) -> list[Problem]:
        found = []
        if self.paging == "cursor" and not self.cursor_path:
            found.append(Problem(code="setting_missing", setting="cursor_path", parameters={"setting": "cursor_path"}))
        for setting, path in (("items_path", self.items_path), ("cursor_path", self.cursor_path)):
            try:
                parse_path(path or "x")
            except ValueError:
                found.append(Problem(code="path_unreadable", setting=setting, parameters={"path": path}))
        return found

    def problems_in(self, known: Known) -> list[Problem]:
        return parameter_problems(known, self.connector, self.endpoint, self.parameters)

    def sample_in(self, known: Known) -> Any:
        asked = self._asked(known)
        return asked.sample if asked else None

    def declared_in(self, known: Known) -> Schema | None:
        """The fields of the endpoint's sample answer."""
        sample = self.sample_in(known)
        try:
            return None if sample is None else schema_from(shape_of(items_in(sample, self.items_path))) or None
        except Problems:
            return None

    def run(self, ctx: Context, *models: Model) -> Model:
        items = [item for given in self._given(ctx, models) for item in self._pages(ctx, given)]
        note_absent(items, ctx.faults)
        model = ctx.tables.of(items)
        absent = [name for name in self.declared_in(ctx.known) or {} if name not in model.schema]
        return ctx.tables.of(with_fields(items, absent)) if absent and items else model

    def _given(self, ctx: Context, models: tuple[Model, ...]) -> list[dict[str, Any]]:
        """The parameters of each call."""
        asked_of_items = per_item(self.parameters) and models
        return filled(models[0] if asked_of_items else ctx.tables.of([{}]), self.parameters, ctx.faults)

    def _pages(self, ctx: Context, given: dict[str, Any]) -> Iterator[Item]:
        paging = self._paging()
        page, call = paging.begin(), Call(self.connector, self.endpoint, given, self.method)
        for _ in range(self.page_limit):
            here = replace(call, parameters={**given, **page.parameters}, address=page.address)
            answer = self._answer(ctx, here)
            items = items_in(answer.value(), self.items_path)
            yield from items
            onwards = None if answer.sample else paging.after(page, answer, items)
            if onwards is None:
                return
            page = onwards
        ctx.log("page_limit_reached", level="warning", count=self.page_limit)

    def _answer(self, ctx: Context, call: Call) -> Answer:
        """A success. A dry run reads what is only read, and takes the sample of what may change something."""
        asked = self._asked(ctx.known)
        method = self.method or (asked.method if asked else "GET")
        if ctx.dry and method != "GET":
            answer = ctx.systems.sample(call)
            if answer is None:
                raise problem("sample_answer_missing", "endpoint", id=self.endpoint)
            ctx.log("sample_answer")
        else:
            answer = ctx.systems.ask(call)
        if answer.hidden:
            ctx.log("secret_hidden", level="warning", count=answer.hidden)
        answer.expect_success(again=method != "POST")
        return answer

    def _paging(self) -> Paging:
        parameter = self.cursor_parameter if self.paging == "cursor" else self.page_parameter
        return Paging(self.paging, parameter, self.cursor_path, self.first_page)

    def _asked(self, known: Known) -> "EndpointDocument | None":
        return endpoint_in(known, self.connector, self.endpoint)
