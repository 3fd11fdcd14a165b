"""A component's design while a person changes it. No page in it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from editor.data.types import COMPUTED, type_of
from storage.component import Component, ComponentField, Proxy
from storage.entries import Fault
from storage.slugs import slug


@dataclass
class Line:
    """One field as it is being designed. A new one has no id before its design is saved."""

    name: str = ""
    kind: str = "string"
    required: bool = False
    primary_key: bool = False
    query: bool = False
    catalog: str | None = None
    pattern: str = ""
    id: str = ""

    @property
    def has_flags(self) -> bool:
        """What is computed is not stored: it is neither required nor a key."""
        return self.kind != COMPUTED

    @property
    def findable(self) -> bool:
        return self.kind not in (COMPUTED, "array")

    def as_field(self, id: str) -> ComponentField:
        virtual = self.kind == COMPUTED
        return ComponentField(
            id=id, name=self.name.strip(), type="string" if virtual else self.kind, virtual=virtual,
            required=self.required and self.has_flags, primary_key=self.primary_key and self.findable,
            query=self.query and self.findable, catalog=self.catalog if self.kind == "catalog" else None,
            pattern=self.pattern if virtual else None,
        )  # fmt: skip


@dataclass
class Sketch:
    """The design as it stands (`base`) and as it is wanted; `faults` is what was wrong when it was last saved."""

    base: Component
    name: str = ""
    description: str = ""
    lines: list[Line] = field(default_factory=list)
    proxy: Proxy | None = None
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, component: Component) -> "Sketch":
        proxy = component.proxy.model_copy() if component.proxy else None
        return cls(component, component.name, component.description, [_line(one) for one in component.fields], proxy)

    def take(self, component: Component) -> None:
        """Begin again from another state."""
        fresh = Sketch.of(component)
        self.base, self.name, self.description = fresh.base, fresh.name, fresh.description
        self.lines, self.proxy, self.faults = fresh.lines, fresh.proxy, []

    def rebase(self, component: Component) -> None:
        """Keep what is wanted, now against another state."""
        self.base = component

    @property
    def component(self) -> Component:
        """What is wanted, new fields with ids made of their names."""
        taken = {one.id for one in self.lines if one.id}
        fields = []
        for line in self.lines:
            given = line.id or slug(line.name, taken, "field")
            taken.add(given)
            fields.append(line.as_field(given))
        told = {"name": self.name.strip(), "description": self.description.strip(), "fields": fields}
        return self.base.model_copy(update={**told, "proxy": self.proxy})

    @property
    def changed(self) -> bool:
        return self.component != self.base

    def add(self) -> Line:
        """A field at the end; the first one is the key until somebody says otherwise."""
        self.lines.append(Line(primary_key=not self.lines, required=not self.lines))
        return self.lines[-1]

    def remove(self, line: Line) -> None:
        self.lines.remove(line)

    def move(self, line: Line, by: int) -> bool:
        """One place up (-1) or down (1); whether there was one."""
        at = self.lines.index(line)
        if not 0 <= at + by < len(self.lines):
            return False
        self.lines.insert(at + by, self.lines.pop(at))
        return True

    def names(self) -> Iterable[str]:
        """What a pattern may name."""
        return [one.name for one in self.lines if one.name and one.kind not in (COMPUTED, "array")]

    def faults_at(self, line: Line) -> list[Fault]:
        """What is wrong with a field; a fault may name several, as the fields of a key."""
        mine = {line.name.strip() or line.id, line.id}
        return [one for one in self.faults if one.field and mine & {one.field, *one.field.split(", ")}]

    def faults_elsewhere(self) -> list[Fault]:
        """What is wrong with the component as a whole."""
        told = [id(fault) for line in self.lines for fault in self.faults_at(line)]
        return [one for one in self.faults if id(one) not in told]


def _line(found: ComponentField) -> Line:
    line = Line(found.name, type_of(found), found.required, found.primary_key, found.query, found.catalog)
    return replace(line, pattern=found.pattern or "", id=found.id)
