"""Everything that is wrong with a flow, all at once, and the schema that each step hands on.

Nothing is read but samples: every step is tried on a model without items of the schema that reaches it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from runtime.check_context import CheckContext
from runtime.field_paths import field_problems, needs
from runtime.flow_warnings import warnings
from runtime.identity import identity_problems
from runtime.known import Known
from runtime.mentions import gone
from runtime.mishaps import unforeseen
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import Schema
from runtime.settings import Strict, strict
from runtime.step_type import Group, StepType
from runtime.steps import CATALOG
from runtime.wiring import Sources, Wiring, wire
from storage.documents import Step, read_flow
from storage.errors import UnreadableDocument
from storage.exact_json import dumps, is_unicode

if TYPE_CHECKING:
    from storage.files import Files

Peek = Callable[[Step, StepType], Model | None]
"""What a step would read from its sample or its stored file: the first items; None where there is neither."""


@dataclass(frozen=True, eq=False)
class Shape:
    """What is known of a step's model before a run; `open` says that more fields may come."""

    schema: Schema
    open: bool

    @cached_property
    def empty(self) -> Model:
        """A model of this shape without items, to try steps on."""
        from runtime.engines.open_model import OpenModel, known_model

        return OpenModel(self.schema) if self.open else known_model(self.schema)


OPEN = Shape({}, True)


@dataclass
class Checked:
    """What `check` found. `schemas` has None where a model's fields are not all known before a run."""

    problems: list[Problem] = field(default_factory=list)
    schemas: dict[str, Schema | None] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    sources: dict[str, Sources] = field(default_factory=dict)
    """Per step and source setting the step that it reads, as a person sees it (null resolved)."""
    shapes: dict[str, Shape] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        """The problems that forbid publishing; the others are warnings."""
        return [found for found in self.problems if found.severity == "error"]


@dataclass(frozen=True)
class _Look:
    """One step, looked at once for given settings and source schemas."""

    shape: Shape
    problems: tuple[Problem, ...]
    kind: StepType | None
    sources: tuple[Shape, ...]  # kept alive: their identity is part of the key


def check(document: object, *, files: "Files | None" = None, known: Known | None = None) -> Checked:
    """All problems of a flow document and the schemas between its steps.

    `files` to look into samples, `known` to look up the things that steps name.
    """
    return Checker(files, known).check(document)


class Checker:
    """Checks one flow again and again; a step is looked at anew only when its settings or sources changed."""

    def __init__(self, files: "Files | None" = None, things: Known | None = None) -> None:
        self._peek = _peek(files) if files else None
        self._things = things or Known()
        self._known: dict[Any, _Look] = {}

    def check(self, document: object) -> Checked:
        try:
            flow = read_flow(document)
        except UnreadableDocument as unreadable:
            return Checked([Problem(code=unreadable.code, parameters=unreadable.parameters)])
        if not is_unicode(document):
            return Checked([Problem(code="text_not_unicode")])
        wiring, self._stamp = wire(flow, CATALOG), self._things.stamp()
        checked = Checked([*identity_problems(flow), *wiring.problems], {}, wiring.order, wiring.written)
        kinds: dict[str, StepType] = {}
        seen: dict[Any, _Look] = {}
        for step in flow.steps():
            if step.id not in checked.shapes:
                self._step(step, wiring, checked, kinds, seen)
        self._known = seen
        checked.schemas = {step: None if shape.open else shape.schema for step, shape in checked.shapes.items()}
        checked.problems += warnings(flow, wiring, kinds)
        places = {step: at for at, step in enumerate(wiring.order)}
        checked.problems.sort(key=lambda found: places.get(found.step or "", -1))
        return checked

    def _step(self, step: Step, wiring: Wiring, checked: Checked, kinds: dict[str, StepType],
              seen: dict[Any, _Look]) -> None:  # fmt: skip
        read = wiring.read[step.id]
        shapes = {setting: checked.shapes.get(source, OPEN) if source else None for setting, source in read.items()}
        if not step.enabled:
            checked.shapes[step.id] = next((shape for shape in shapes.values() if shape), OPEN)
            return
        look = self._look(step, shapes, seen)
        checked.shapes[step.id] = look.shape
        checked.problems += look.problems
        if look.kind:
            kinds[step.id] = look.kind
            blamed = {found.setting for found in wiring.problems if found.step == step.id}
            checked.problems += _missing(step, look.kind, wiring, blamed)

    def _look(self, step: Step, shapes: dict[str, Shape | None], seen: dict[Any, _Look]) -> _Look:
        sources = tuple(shape for shape in shapes.values() if shape)
        written = dumps([step.settings, step.advanced, _sample(step)])
        key = (step.id, step.type, written, self._stamp, tuple((name, id(shape)) for name, shape in shapes.items()))
        look = self._known.get(key)
        if look is None:
            view = strict(step, CATALOG)
            shape, problems = self._tried(step, view, shapes)
            look = _Look(shape, (*view.problems, *problems), view.kind, sources)
        seen[key] = look
        return look

    def _tried(self, step: Step, view: Strict, shapes: dict[str, Shape | None]) -> tuple[Shape, list[Problem]]:
        """The step on models without items; a step that is wrong already hands on an open model."""
        if view.kind is None or view.problems:
            return OPEN, []
        schemas = {name: None if shape is None or shape.open else shape.schema for name, shape in shapes.items()}
        found = [*gone(view.kind, self._things), *field_problems(view.kind, schemas)]
        found += [] if found else view.kind.problems_in(self._things)
        needed = all(shapes.values()) or view.kind.group is Group.INPUT
        if found or not needed:
            return OPEN, [problem.at(step.id) for problem in found]
        try:
            return self._handed_on(step, view, shapes), []
        except Problems as wrong:
            return OPEN, [problem.at(step.id) for problem in wrong.problems]
        except Exception as unexpected:
            return OPEN, [unforeseen(unexpected).at(step.id)]

    def _handed_on(self, step: Step, view: Strict, shapes: dict[str, Shape | None]) -> Shape:
        kind = view.kind
        assert kind is not None
        if kind.group is Group.INPUT:
            declared = kind.declared_in(self._things)
            if declared is not None:
                return Shape(declared, False)
            peeked = self._peek(step, kind) if self._peek else None
            return Shape(peeked.schema, peeked.open) if peeked else OPEN
        context = CheckContext(step.id, view.advanced, self._things)
        sources = [shape for shape in shapes.values() if shape]
        model = kind.rehearse(context, *(shape.empty for shape in sources))
        same = (shape for shape in sources if shape.schema is model.schema and shape.open == model.open)
        return next(same, None) or Shape(model.schema, model.open)


def _peek(files: "Files") -> Peek:
    from runtime.peek import Peek as Looking

    return Looking(files)


def _missing(step: Step, kind: StepType, wiring: Wiring, blamed: set[str | None]) -> list[Problem]:
    """Sources that a step needs and has not."""
    return [
        Problem(code="source_missing", step=step.id, setting=setting)
        for setting, source in wiring.read[step.id].items()
        if source is None and setting not in blamed and (kind.group is not Group.INPUT or needs(kind, setting))
    ]


def _sample(step: Step) -> Any:
    return (step.model_extra or {}).get("sample")
