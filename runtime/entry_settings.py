"""What the settings of steps say about entries: which fields, filled from where, compared with what."""

from typing import Literal

from pydantic import Field, model_validator

from runtime.fields import (
    AnyEntryField,
    ComponentName,
    ConditionOperator,
    Constant,
    EntryField,
    FieldPath,
    KeyField,
    Setting,
)


class Filled(Setting):
    """Filled from a field of the item, or with a fixed value."""

    from_: FieldPath | None = Field(default=None, alias="from")
    value: Constant = None

    @model_validator(mode="after")
    def _one_origin(self) -> "Filled":
        if self.from_ is not None and self.value is not None:
            raise ValueError("one_of_from_value")
        if self.from_ is None and "value" not in self.model_fields_set:
            raise ValueError("one_of_from_value")
        return self


class EntryValue(Filled):
    """One line of a mapping: the entry's `field` is filled. A fixed value of null clears it."""

    field: EntryField


class KeyValue(Filled):
    """A part of the primary key, and what it must be equal to."""

    field: KeyField


class EntryCondition(Setting):
    """One line of a query: a field of the entries against a field of the item, or a fixed value."""

    field: AnyEntryField
    operator: ConditionOperator = "equal"
    value: Constant = None
    from_: FieldPath | None = Field(default=None, alias="from")


class EntryOrder(Setting):
    """Entries are ordered by a field."""

    field: AnyEntryField
    direction: Literal["asc", "desc"] = "asc"


class CatalogPath(Setting):
    """A field that refers to the entries of a component."""

    field: FieldPath
    component: ComponentName
