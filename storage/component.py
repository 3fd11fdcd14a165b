"""A component: a table that people design. Its fields are found by ids that stay when they are renamed."""

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from pydantic import Field

from storage.documents import Document

FieldType = Literal[
    "string", "number", "integer", "boolean", "date", "time", "datetime", "uri", "file", "array", "catalog"
]  # fmt: skip
FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)
"""What a field may hold: `file` is the id of a stored file, `catalog` the id of an entry of another component."""


TEXTS = ("string", "uri", "file")
"""The types whose values are texts of any length."""


class ComponentField(Document):
    """A column of a component.

    `id` names the column and never changes. `primary_key` fields together tell entries apart, `query` fields are found
    quickly. A `virtual` field is not stored: its text is its `pattern` with other fields filled in, `{first} {last}`.
    `catalog` is the component that a field of that type refers to.
    """

    id: str
    name: str
    type: str = "string"
    required: bool = False
    primary_key: bool = False
    query: bool = False
    virtual: bool = False
    catalog: str | None = None
    pattern: str | None = None


class Proxy(Document):
    """A component without a table: the flows (ids) that answer for one entry and for a list of them."""

    get: str | None = None
    query: str | None = None


class Component(Document):
    """A table of entries, or a proxy. `revision` rises with every change of the design; 0 is none yet."""

    id: str
    name: str = ""
    description: str = ""
    fields: list[ComponentField] = Field(default_factory=list)
    proxy: Proxy | None = None
    revision: int = 0

    @property
    def key(self) -> list[ComponentField]:
        """The fields of the primary key, in their order."""
        return [field for field in self.fields if field.primary_key]

    @property
    def stored(self) -> list[ComponentField]:
        """The fields that have a column."""
        return [field for field in self.fields if not field.virtual]

    def field(self, name: str) -> ComponentField | None:
        """A field by its name or, where none has that name, by its id."""
        return first(self.fields, name=name) or first(self.fields, id=name)


def first(fields: Iterable[ComponentField], **wanted: str) -> ComponentField | None:
    return next((field for field in fields if all(getattr(field, k) == v for k, v in wanted.items())), None)


AUTOMATIC: Mapping[str, ComponentField] = {
    field.name: field
    for field in (
        ComponentField(id="id", name="id", type="integer"),
        ComponentField(id="creator", name="creatorSubject"),
        ComponentField(id="updater", name="updateSubject"),
        ComponentField(id="created", name="createdDate", type="datetime"),
        ComponentField(id="updated", name="updateDate", type="datetime"),
    )
}
"""What every entry has beside its fields, by name."""
