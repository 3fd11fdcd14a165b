from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from runtime.entry_access import Entry
from runtime.entry_schema import entry_type
from runtime.references import ReplacesReferences
from runtime.schema import FieldType
from runtime.step_type import Group

if TYPE_CHECKING:
    from storage.component import Component


class LoadCatalogsByKey(ReplacesReferences):
    """Replaces references by the whole entries that they refer to; null where an entry is gone."""

    group: ClassVar[Group] = Group.TRANSFORM
    icon: ClassVar[str] = "auto_stories"

    def stands_for(self, component: "Component | None", entry: Entry) -> Any:
        return entry

    def type_of(self, component: "Component | None", entries: Sequence[Entry]) -> FieldType:
        return entry_type(component, entries)
