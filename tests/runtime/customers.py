"""A component that tests of entries work on: customers, and the regions that they refer to."""

from typing import Any

from storage.component import Component, ComponentField, Proxy
from storage.entries import Entries, Operation

REGION = Component(id="region", name="Region", fields=[
    ComponentField(id="code", name="code", primary_key=True, required=True),
    ComponentField(id="title", name="title"),
])  # fmt: skip
CUSTOMER = Component(id="customer", name="Customer", fields=[
    ComponentField(id="f1", name="code", primary_key=True, required=True),
    ComponentField(id="f2", name="name", required=True),
    ComponentField(id="f3", name="age", type="integer", query=True),
    ComponentField(id="f4", name="since", type="date"),
    ComponentField(id="f5", name="region", type="catalog", catalog="region"),
    ComponentField(id="f6", name="shown", virtual=True, pattern="{code} {name}"),
    ComponentField(id="f7", name="seen", type="datetime"),
    ComponentField(id="f8", name="tags", type="array"),
])  # fmt: skip
FAR = Component(id="far", name="Far", proxy=Proxy(get="one", query="many"), fields=[
    ComponentField(id="name", name="name", query=True),
    ComponentField(id="secret", name="secret"),
])  # fmt: skip
COLUMNS = [{"field": "f1", "from": "code"}, {"field": "f2", "from": "name"}]
"""A mapping of both required fields."""


def designed(entries: Entries) -> Entries:
    """With both components and a proxy."""
    for component in (REGION, CUSTOMER, FAR):
        entries.define(component, "ann")
    return entries


def add(entries: Entries, component: str, *rows: dict[str, Any]) -> list[int]:
    """New entries; their ids."""
    made = entries.write([Operation(component, "create", None, row) for row in rows], "ann")
    return [one.id for one in made if one.id is not None]


def rows(entries: Entries, *names: str) -> list[tuple[Any, ...]]:
    """Fields of all customers, by code."""
    return [tuple(one[name] for name in names) for one in entries.query("customer", order=[("code", "asc")])]
