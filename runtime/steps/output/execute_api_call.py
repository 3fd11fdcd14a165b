from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from runtime.answer import Answer
from runtime.context import Context
from runtime.fields import ConnectorName, Endpoint, NewField, Source
from runtime.json_shape import schema_from, shape_of
from runtime.known import Known
from runtime.model import Item, Model
from runtime.parallel import in_order
from runtime.parameter_checks import parameter_problems
from runtime.parameters import WHOLE, ParameterEntry, endpoint_in, filled, per_item
from runtime.problems import Problem, Problems
from runtime.schema import UNKNOWN, FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.system_access import Call, Method

Done = dict[str, Any]
"""What is kept of a call: its `answer`, or the `problem` that its item has."""


class ExecuteApiCall(StepType):
    """Calls an endpoint of an HTTP system, once per item or once for all, and puts the answer beside the item.

    Every call carries an idempotency key, is done once and remembered, whatever happens to the run afterwards.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    per_item: ClassVar[bool] = True
    timed: ClassVar[bool] = True
    icon: ClassVar[str] = "api"

    source: Source = None
    connector: ConnectorName
    endpoint: Endpoint
    method: Method | None = None
    mode: Literal["item", "once"] = "item"
    body: Literal["parameters", "items"] = "parameters"
    parameters: list[ParameterEntry] = Field(default_factory=list)
    into: NewField = "answer"
    with_headers: bool = False
    parallel: int = Field(default=1, ge=1, le=16)

    def problems_in(self, known: Known) -> list[Problem]:
        body = [ParameterEntry(to=WHOLE, value=True)] if self.body == "items" else []
        return parameter_problems(known, self.connector, self.endpoint, [*self.parameters, *body])

    def run(self, ctx: Context, *models: Model) -> Model:
        calls = self._calls(ctx, models[0])
        done = in_order(lambda at: self._done(ctx, at, calls[at]), len(calls), self.parallel)
        for at, one in enumerate(done):
            if "problem" in one:
                found = Problem.model_validate(one["problem"])
                ctx.faults.bad(at, found.code, calls[at], setting=found.setting, **found.parameters)
        return self._beside(ctx, models[0], [one.get("answer") for one in done])

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        calls = self._calls(ctx, models[0])
        call = Call(self.connector, self.endpoint, method=self.method)
        ctx.would("would_call", count=len(calls), method=self._method(ctx.known), address=ctx.systems.address(call))
        return self._beside(ctx, models[0], [None] * len(calls), self._type(ctx.known))

    def _calls(self, ctx: Context, source: Model) -> list[dict[str, Any]]:
        """The parameters of each call. What is called once is called without items, too, unless it needs one."""
        once = source.head(1) if per_item(self.parameters) else ctx.tables.of([{}])
        given = filled(source if self.mode == "item" else once, self.parameters, ctx.faults)
        if self.body == "parameters":
            return given
        bodies: Sequence[Any] = source.items() if self.mode == "item" else [source.items()]
        return [{**one, WHOLE: body} for one, body in zip(given, bodies, strict=False)]

    def _done(self, ctx: Context, at: int, given: dict[str, Any]) -> Done:
        """One call, unless an earlier attempt made it. What is wrong with it stops the run, or is kept as its end."""

        def deed(key: str) -> Done:
            return self._called(ctx, Call(self.connector, self.endpoint, given, self.method, key))

        try:
            return ctx.once(str(at), deed)
        except Problems as wrong:
            blamed = [one.model_copy(update={"item": {"index": at, "data": given}}) for one in wrong.problems]
            raise type(wrong)(*blamed) from wrong

    def _called(self, ctx: Context, call: Call) -> Done:
        try:
            answer = ctx.systems.ask(call)
            answer.expect_success(again=True)
        except Problems as wrong:
            if ctx.faults.policy == "stop":
                raise
            return {"problem": wrong.problems[0].model_dump(mode="json", exclude={"item"})}
        if answer.hidden:
            ctx.log("secret_hidden", level="warning", count=answer.hidden)
        return {"answer": self._kept(ctx, answer)}

    def _kept(self, ctx: Context, answer: Answer) -> Item:
        """The answer as it stands in the item; fields that only the sample has are empty."""
        body, sample = answer.content(), self._sample(ctx.known)
        if isinstance(body, dict) and isinstance(sample, dict):
            body = {**dict.fromkeys(sample), **body}
        kept = {"status": answer.status, "body": body}
        return {**kept, "headers": dict(answer.headers)} if self.with_headers else kept

    def _beside(self, ctx: Context, source: Model, answers: list[Any], kind: FieldType | None = None) -> Model:
        """The answers beside their items; items without one are left out where that was asked for."""
        if self.mode == "once":
            return ctx.tables.of([{}] * len(answers)).beside(answers, self.into, kind)
        kept = [answer is not None or ctx.dry or ctx.faults.policy != "skip_item" for answer in answers]
        return source.beside(answers, self.into, kind, kept)

    def _type(self, known: Known) -> FieldType:
        """What an answer looks like, as far as the endpoint's sample tells."""
        sample = self._sample(known)
        body = UNKNOWN if sample is None else schema_from(shape_of({"body": sample}))["body"]
        headers = {"headers": FieldType(Kind.OBJECT)} if self.with_headers else {}
        return FieldType(Kind.OBJECT, {"status": FieldType(Kind.INTEGER), "body": body, **headers})

    def _sample(self, known: Known) -> Any:
        asked = endpoint_in(known, self.connector, self.endpoint)
        return asked.sample if asked else None

    def _method(self, known: Known) -> str:
        asked = endpoint_in(known, self.connector, self.endpoint)
        return self.method or (asked.method if asked else "")
