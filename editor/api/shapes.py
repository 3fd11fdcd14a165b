"""The shapes of answers, for the OpenAPI document."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class ProblemPlace(Shape):
    """One thing that is wrong: `item` is the item's index and data, `line` counts from 1."""

    step: str | None
    setting: str | None
    code: str
    parameters: dict[str, Any]
    message: str
    item: Any | None
    line: int | None


class ProblemAnswer(Shape):
    """RFC 9457, with every single thing that is wrong under `errors`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[ProblemPlace]


class Receipt(Shape):
    """What a write answers; `etag` is also in the ETag header."""

    id: str
    etag: str


class FlowView(Shape):
    """A flow document, with what the server knows of the flow beside."""

    id: str
    etag: str
    version: str
    state: Literal["draft", "enabled", "disabled"]
    live_version: int | None
    has_draft: bool
    name: str
    created: str
    updated: str


class FlowLine(Shape):
    id: str
    name: str
    state: Literal["draft", "enabled", "disabled"]
    etag: str
    live_version: int | None
    has_draft: bool
    created: str
    updated: str


class FlowPage(Shape):
    """`next` is the address of the following page, null on the last one."""

    items: list[FlowLine]
    next: str | None


class VersionLine(Shape):
    number: int
    name: str
    note: str
    author: str
    time: str
    live: bool


class VersionList(Shape):
    items: list[VersionLine]
    next: None


class Change(Shape):
    code: str
    parameters: dict[str, Any]
    message: str


class Difference(Shape):
    changes: list[Change]


class RunView(Shape):
    """`steps` carry counts and seconds; a failed run's `problems` say what, where and with which data.

    `actions` are what the page that started it shall do. `parent` is the run, and the step in it, that called this one;
    `children` are the first hundred runs that its own steps called (`GET /runs?parent=` has all of them).
    """

    id: str
    flow: str
    version: int | None
    status: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    started: str | None
    finished: str | None
    steps: list[dict[str, Any]]
    files: list[dict[str, Any]]
    problems: list[ProblemPlace]
    actions: list[dict[str, Any]]
    parent: dict[str, str] | None
    children: list[dict[str, Any]]


class UseLine(Shape):
    """One place that names a thing. `live` is the version of a flow that runs and does, `draft` whether its draft
    does; `breaks` tells what would stop working."""

    kind: Literal["flow", "component", "template"]
    id: str
    name: str
    step: str
    setting: str
    live: int | None
    draft: bool
    breaks: bool


class UseList(Shape):
    items: list[UseLine]
    next: None


class RunPage(Shape):
    items: list[dict[str, Any]]
    next: str | None


class RunReceipt(Shape):
    id: str


class FileView(Shape):
    """`size` in bytes, `sha256` in hex."""

    id: str
    name: str
    extension: str
    media_type: str
    size: int
    sha256: str
    created: str
    creator: str | None


class StepTypeView(Shape):
    """A step type; `settings` is a JSON Schema, whose `widget` says how a form asks for a value."""

    type: str
    group: str
    nature: Literal["pure", "read", "effect"]
    icon: str
    label: str
    summary: str
    settings: dict[str, Any]


class Catalogue(Shape):
    items: list[StepTypeView]
    groups: list[dict[str, str]]


class ConnectorView(Shape):
    """A secret in `settings` is never told: an object that names it stands where one is set, else null.

    A PUT may say the text of a new one, the same object to keep it, or null to forget it.
    """

    id: str
    etag: str
    name: str
    kind: str
    description: str
    settings: dict[str, Any]
    endpoints: list[dict[str, Any]]
    updated: str
    updated_by: str


class ConnectorList(Shape):
    items: list[ConnectorView]
    next: None


class TryAnswer(Shape):
    """What came back, secrets hidden. `status` and `seconds` are of HTTP, `time` of a message; `body` is cut after
    20,000 characters (`cut`), null where no message waits. `sample` may be kept as the endpoint's sample."""

    status: int | None
    address: str | None
    headers: dict[str, str]
    body: str | None
    cut: bool
    seconds: float | None
    time: str | None
    sample: Any
