from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from runtime.catalog_paths import referred, replaced
from runtime.context import Context
from runtime.entry_access import Entry
from runtime.entry_checks import design
from runtime.entry_schema import schema_of
from runtime.known import Known
from runtime.problems import Problem, problem
from runtime.references import ReplacesReferences
from runtime.schema import UNKNOWN, FieldType, Kind
from runtime.step_type import Group

if TYPE_CHECKING:
    from storage.component import Component

_DEEPEST = 20
"""Keys inside keys; what goes deeper goes in a circle."""


class PrepareExternalKeys(ReplacesReferences):
    """Replaces internal ids by the primary keys of their entries, for sending outside; null where an entry is gone.

    A key of one field is its value, a key of several is `{field: value}`. In a key that refers to other entries stand
    the keys of those.
    """

    group: ClassVar[Group] = Group.USER
    icon: ClassVar[str] = "key"

    def problems_in(self, known: Known) -> list[Problem]:
        keyless = [
            Problem(code="entry_without_key", setting=f"fields[{at}].component", parameters={"name": found.name})
            for at, one in enumerate(self.fields)
            if (found := known.get("component", one.component)) and not found.key
        ]
        return super().problems_in(known) + keyless

    def stands_for(self, component: "Component | None", entry: Entry) -> Any:
        names = [field.name for field in component.key] if component else []
        return entry[names[0]] if len(names) == 1 else {name: entry[name] for name in names}

    def type_of(self, component: "Component | None", entries: Sequence[Entry]) -> FieldType:
        schema = schema_of(component, entries) if component else None
        if not component or not schema:
            return UNKNOWN
        kinds = {
            field.name: _decided(entries, field.name) if field.type == "catalog" else schema[field.name]
            for field in component.key
        }
        return next(iter(kinds.values())) if len(kinds) == 1 else FieldType(Kind.OBJECT, kinds)

    def _entries(self, ctx: Context, component: str, ids: list[int]) -> dict[int, Entry]:
        return self._outward(ctx, component, ids, ())

    def _outward(self, ctx: Context, component: str, ids: list[int], above: tuple[str, ...]) -> dict[int, Entry]:
        """The entries, with keys where their own keys refer to others. `above` are the components on the way here."""
        known = design(ctx.known, component)
        if known and not known.key:
            raise problem("entry_without_key", self._setting((*above, component)[0]), name=known.name)
        if known and len(above) > _DEEPEST:
            raise problem("entry_key_circle", self._setting(above[0]), name=known.name)
        found = super()._entries(ctx, component, ids)
        for field in known.key if known and found else ():
            if field.type == "catalog" and field.catalog:
                wanted = list(dict.fromkeys(referred(entry[field.name] for entry in found.values())))
                inner = self._outward(ctx, field.catalog, wanted, (*above, component))
                meant = design(ctx.known, field.catalog)
                keys = {number: self.stands_for(meant, entry) for number, entry in inner.items()}
                found = {
                    number: entry | {field.name: replaced(entry[field.name], (), keys)}
                    for number, entry in found.items()
                }
        return found

    def _setting(self, component: str) -> str:
        """The setting that brought a component in."""
        listed = (f"fields[{at}].component" for at, one in enumerate(self.fields) if one.component == component)
        return next(listed, "component")


def _decided(entries: Sequence[Entry], name: str) -> FieldType:
    from runtime.engines.decide import decided

    return decided([entry[name] for entry in entries])
