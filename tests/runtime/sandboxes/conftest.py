"""A sandbox that is filled with one of everything, and a flow that needs all of it."""

from dataclasses import dataclass
from typing import Any

import pytest

from runtime.installation import Installation
from runtime.publish import publish
from storage.component import Component, ComponentField
from storage.connector import Connector, EndpointDocument
from storage.entries import Operation
from storage.template import Template

CITY = Component(id="city", name="City", fields=[ComponentField(id="f1", name="name", primary_key=True)])
PERSON = Component(id="person", name="Person", fields=[
    ComponentField(id="f1", name="number", type="integer", primary_key=True),
    ComponentField(id="f2", name="city", type="catalog", catalog="city"),
])  # fmt: skip
ERP = Connector(
    name="ERP", kind="http", settings={"address": "http://erp.example", "authentication": "bearer",
                                       "token": {"secret": "token"}},
    endpoints=[EndpointDocument(id="orders", name="Orders", path="/orders")],
)  # fmt: skip


@dataclass
class World:
    """One sandbox of an installation."""

    installation: Installation
    sandbox: str
    documents: Any

    def fill(self) -> "World":
        """One of everything under the ids that every world uses; the flow `bills` calls `sub`, which is published."""
        here = self.installation.at(self.sandbox)
        for component in (CITY, PERSON):
            here.entries().define(component, "ann")
        here.entries().write([Operation("city", "create", None, {"name": self.sandbox})], "ann", key="once")
        here.connectors().save(ERP, {"token": f"hidden in {self.sandbox}"}, "ann")
        here.templates().save(Template(name="Bill", text=f"From {self.sandbox}"), "ann")
        here.flows().create(self.documents.small | {"name": "Sub"}, "ann", id="sub")
        publish(self.installation, "sub", "ann", sandbox=self.sandbox)
        here.flows().create(self.bills, "ann", id="bills")
        return self

    @property
    def bills(self) -> dict[str, Any]:
        """Names everything; not finished, as drafts are."""
        step = self.documents.step
        return self.documents.flow(
            self.documents.start,
            step("ask", "query_entity_by_filter", {"component": "person"}),
            step("send", "execute_api_call", {"connector": "erp", "endpoint": "orders"}),
            step("write", "render_template", {"template": "bill"}),
            step("call", "execute_dataflow", {"flow": "sub"}),
        ) | {"name": "Bills"}

    def run(self) -> str:
        """A run of `sub` that is over."""
        engine = self.installation.engine
        run = engine.start("sub", model=[{"amount": 2}], user="ann", sandbox=self.sandbox)
        assert engine.wait(run)
        return run


@pytest.fixture
def worlds(installation, documents):
    """`dev`, filled, beside an empty `prod`."""
    installation.sandboxes.create("dev", "Development", "ann")
    World(installation, "dev", documents).fill()

    def of(sandbox: str) -> World:
        return World(installation, sandbox, documents)

    return of
