"""The shapes of answers about sandboxes, for the OpenAPI document."""

from typing import Literal

from pydantic import Field

from editor.api.shapes import Shape


class Holds(Shape):
    """How much is in a sandbox; entries go with their components."""

    flows: int
    components: int
    connectors: int
    templates: int
    runs: int


class SandboxView(Shape):
    """A world of its own. `emptying` says what was begun and not finished; until then nobody finds it."""

    name: str
    title: str
    created: str
    created_by: str
    emptying: Literal["reset", "delete"] | None
    holds: Holds


class SandboxList(Shape):
    items: list[SandboxView]
    next: None


class DifferenceView(Shape):
    code: str
    name: str
    message: str


class PromotedView(Shape):
    """One thing that comes along. `into` is its id there; `barred`: only an administrator may write it there."""

    kind: Literal["connector", "template", "component", "flow"]
    id: str
    into: str
    name: str
    standing: Literal["new", "equal", "different"]
    differences: list[DifferenceView]
    barred: bool


class PromotionView(Shape):
    """`flow` is the flow's id there, `state` what a promotion may be bound to. The flow itself is the last item."""

    from_: str = Field(alias="from")
    to: str
    flow: str
    state: str
    items: list[PromotedView]
