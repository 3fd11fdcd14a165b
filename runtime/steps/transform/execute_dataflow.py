from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from runtime.circles import calling_problems
from runtime.context import Context
from runtime.fields import ArrayPath, FieldPath, FlowName, GivenFile, NewField, Source
from runtime.flow_access import Call, Outcome
from runtime.known import Known
from runtime.model import Item, Model
from runtime.problems import Problem, Problems
from runtime.schema import UNKNOWN, FieldType, Kind, parse_path
from runtime.step_type import Group, Nature, StepType

if TYPE_CHECKING:
    from storage.documents import FlowInput


class ExecuteDataflow(StepType):
    """Calls another published flow: with each item, once with all items, or with each element of an array.

    Each call is a run of its own in the history, linked with this one. The answer goes into the result field. The
    version that is called is fixed when this flow is published, so that nothing changes here before it is published
    again; a flow that is paused is not called. A dry run calls nothing, and says what it would have called.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "account_tree"
    per_item: ClassVar[bool] = True
    timed: ClassVar[bool] = True

    source: Source = None
    flow: FlowName
    mode: Literal["item", "whole", "element"] = "item"
    path: ArrayPath | None = None
    files: list[GivenFile] = Field(default_factory=list)
    parallel: int = Field(default=4, ge=1, le=64)
    into: NewField | None = "result"

    def problems(self) -> list[Problem]:
        if self.mode == "element" and not self.path:
            return [Problem(code="setting_missing", setting="path", parameters={"setting": "path"})]
        return []

    def problems_in(self, known: Known) -> list[Problem]:
        flow = known.get("flow", self.flow)
        found = calling_problems(known, self.flow)
        return found if found or flow is None else list(self._file_problems(flow.files))

    def _file_problems(self, asked: "list[FlowInput]") -> Iterator[Problem]:
        """Files that the called flow needs, and files that it does not know."""
        given, names = [one.input for one in self.files], [one.name for one in asked]
        for one in asked:
            if one.required and one.name not in given:
                yield Problem(code="called_flow_needs_file", setting="files", parameters={"name": one.name})
        for at, name in enumerate(given):
            if name not in names:
                told = {"name": name, "known": ", ".join(names) or "–"}
                yield Problem(code="called_flow_no_input", setting=f"files[{at}].input", parameters=told)

    def run(self, ctx: Context, *models: Model) -> Model:
        items = models[0].items()
        wanted = [list(self._calls(index, item)) for index, item in enumerate(items)]
        if self.mode == "whole":
            wanted = [[Call("all", items, self._files(items[0] if items else {}))]]
        patient = ctx.faults.policy != "stop"
        calls = [call for some in wanted for call in some]
        told = iter(ctx.flows.call(self.flow, calls, parallel=self.parallel, patient=patient))
        outcomes = [[next(told) for _ in some] for some in wanted]
        for index, some in enumerate(outcomes):
            _blame(ctx, index, items, some)
        if verdict := ctx.faults.verdict():
            raise Problems(verdict)
        return self._handed_on(ctx, models[0], items, outcomes)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        source, flow = models[0], ctx.known.get("flow", self.flow)
        items = source.items()
        count = 1 if self.mode == "whole" else sum(len(list(self._calls(0, item))) for item in items)
        ctx.would("would_call_flow", flow=flow.name if flow else self.flow, count=count)
        answer = (flow.answer if flow else None) or UNKNOWN
        if self.into:
            kind = FieldType(Kind.ARRAY, element=answer) if self.mode == "element" else answer
            return source.beside([None] * len(items), self.into, kind)
        return ctx.tables.of([]) if self.mode == "whole" else source

    def _calls(self, index: int, item: Item) -> Iterator[Call]:
        """What one item asks for: a run with itself, or one with each element of its array."""
        if self.mode == "item":
            yield Call(str(index), item, self._files(item))
        elif self.mode == "element":
            for at, element in enumerate(_value(item, self.path or "") or []):
                model = element if isinstance(element, dict) else {"value": element}
                yield Call(f"{index}.{at}", model, self._files(item))

    def _files(self, item: Item) -> dict[str, str]:
        found = {one.input: _value(item, one.field) for one in self.files}
        return {name: str(file) for name, file in found.items() if file is not None}

    def _handed_on(self, ctx: Context, source: Model, items: list[Item], outcomes: list[list[Outcome | None]]) -> Model:
        """The items with their answers; without those that are to be left out."""
        if self.mode == "whole":
            return self._whole(ctx, source, len(items), outcomes[0][0])
        kept = [ctx.faults.policy != "skip_item" or not _failed(some) for some in outcomes]
        if self.into is None:
            return ctx.tables.of([item for item, keep in zip(items, kept, strict=True) if keep], source.schema)
        answers = [[one.content if one else None for one in some] for some in outcomes]
        values: list[Any] = [self._answer(item, some) for item, some in zip(items, answers, strict=True)]
        return source.beside(values, self.into, kept=kept)

    def _answer(self, item: Item, answers: list[Any]) -> Any:
        if self.mode == "item":
            return answers[0]
        return answers if _value(item, self.path or "") is not None else None

    def _whole(self, ctx: Context, source: Model, count: int, outcome: Outcome | None) -> Model:
        """The answer beside every item, or in place of them."""
        content = outcome.content if outcome else None
        if self.into:
            return source.beside([content] * count, self.into)
        answers = content if isinstance(content, list) else [] if content is None else [content]
        return ctx.tables.of([one if isinstance(one, dict) else {"value": one} for one in answers])


def _blame(ctx: Context, index: int, items: list[Item], outcomes: list[Outcome | None]) -> None:
    """The item's first failure."""
    found = next((one.problem for one in outcomes if one and one.problem), None)
    if found:
        data = items[index] if items else None
        ctx.faults.bad(index, found.code, data, setting=found.setting, **found.parameters)


def _failed(outcomes: list[Outcome | None]) -> bool:
    return any(one and one.problem for one in outcomes)


def _value(item: Item, path: FieldPath) -> Any:
    here: Any = item
    for segment in parse_path(path):
        here = here.get(segment) if isinstance(here, dict) else None
    return here
