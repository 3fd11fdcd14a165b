"""What a component in proxy mode is asked, and what its flow may be told."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from runtime.fields import ConditionOperator
from runtime.problems import Problem, Problems, problem

if TYPE_CHECKING:
    from storage.component import Component


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    component: str
    user: str = ""


class GetCall(_Asked):
    """One entry is asked for."""

    id: int | str


Call = TypeVar("Call", bound=_Asked)


class Narrowed(BaseModel):
    """One condition of a list."""

    model_config = ConfigDict(extra="forbid")

    field: str
    operator: ConditionOperator = "equal"
    value: Any = None


class Ordered(BaseModel):
    """A list is ordered by a field."""

    model_config = ConfigDict(extra="forbid")

    field: str
    direction: str = Field(default="asc", pattern="^(asc|desc)$")


class QueryCall(_Asked):
    """A list of entries is asked for: all conditions hold; `offset` and `limit` count entries."""

    filter: list[Narrowed] = Field(default_factory=list)
    order: list[Ordered] = Field(default_factory=list)
    offset: int = Field(default=0, ge=0)
    limit: int | None = Field(default=None, ge=0)


def understood(kind: type[Call], sent: Any, component: str, design: "Component | None") -> Call:
    """The caller's model as such a call; `Problems` where it is none, or means another component."""
    name = design.name if design else component
    try:
        call = kind.model_validate(sent, strict=True)
    except ValidationError as wrong:
        expected = ", ".join(kind.model_fields)
        raise problem("proxy_called_wrongly", "component", name=name, expected=expected) from wrong
    if call.component != component:
        raise problem("proxy_other_component", "component", name=name, asked=call.component)
    return call


def narrowed_by(call: QueryCall, design: "Component", allowed: Sequence[str]) -> None:
    """`Problems` for each field that a list may not be filtered by; `allowed` are ids, all query fields where empty."""
    names = {field.name for field in design.fields if (field.id in allowed if allowed else field.query)}
    wrong = list(_forbidden(call, design, names))
    if wrong:
        raise Problems(*wrong)


def _forbidden(call: QueryCall, design: "Component", names: set[str]) -> Iterator[Problem]:
    for one in call.filter:
        if one.field not in names:
            told = {"name": design.name, "field": one.field, "allowed": ", ".join(sorted(names)) or "–"}
            yield Problem(code="proxy_filter_forbidden", setting="fields", parameters=told)
