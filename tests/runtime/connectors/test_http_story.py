"""A flow against a real system: a token by client credentials, pages, a deed per item, and a guard before all of it."""

import pytest

from runtime.installation import Installation
from runtime.publish import publish
from storage.connector import Connector
from tests.outside import Asked, outside

SECRET, COUNT = "Corr3ct-Horse-Battery", 25


class Shop:
    """25 orders in pages of ten, to be shipped one by one; only for whoever has the newest token."""

    def __init__(self, server) -> None:
        self.shipped: dict[str, str] = {}
        self.tokens, self.broken, self.server = 0, "", server
        server.routes = {"/oauth/token": self.token, "/v1/orders": self.orders, "/v1/shipments/": self.ship}

    def token(self, asked: Asked):
        self.tokens += 1
        return 200, {}, {"access_token": f"t0ken-number-{self.tokens}", "expires_in": 600}

    def known(self, asked: Asked) -> bool:
        return asked.headers.get("authorization") == f"Bearer t0ken-number-{self.tokens}"

    def orders(self, asked: Asked):
        if not self.known(asked):
            return 401, {}, {"error": "who are you?"}
        page = int(asked.query["page"])
        listed = [{"id": at, "total": at / 4} for at in range(COUNT)][page * 10 - 10 : page * 10]
        return 200, {}, {"data": {"orders": listed}, "sent": asked.headers["authorization"]}

    def ship(self, asked: Asked):
        order = asked.path.rpartition("/")[2]
        if not self.known(asked):
            return 401, {}, {}
        if order == self.broken:
            return 500, {}, {"error": f"down, {asked.headers['authorization']}"}
        assert self.shipped.setdefault(asked.headers["idempotency-key"], order) == order, "a key belongs to one order"
        return 201, {}, {"number": f"S{order}"}


@pytest.fixture
def shop():
    with outside() as server:
        yield Shop(server)


@pytest.fixture
def flow(installation: Installation, shop: Shop) -> str:
    settings = {
        "address": f"{shop.server.url}/v1", "authentication": "oauth2", "client_id": "etapes",
        "token_address": f"{shop.server.url}/oauth/token", "client_secret": {"secret": "client_secret"},
    }  # fmt: skip
    orders = {"id": "orders", "path": "/orders", "sample": {"data": {"orders": [{"id": 0, "total": 9.5}]}}}
    ship = {
        "id": "ship", "path": "/shipments/{id}", "method": "POST", "sample": {"number": "S0"},
        "parameters": [{"name": "id", "place": "path"}, {"name": "total", "place": "body", "required": True}],
    }  # fmt: skip
    system = {"name": "Shop", "settings": settings, "endpoints": [orders, ship]}
    installation.connectors().save(Connector.model_validate(system), {"client_secret": SECRET}, "ann")
    return installation.flows().create(DOCUMENT, "ann").id


def step(id, type, settings=None):
    return {"id": id, "type": type, "settings": settings or {}}


DOCUMENT = {
    "name": "Ship everything",
    "phases": [{"id": "p", "name": "Ship", "steps": [
        step("read", "get_values_from_connector", {
            "connector": "shop", "endpoint": "orders", "items_path": "data.orders", "paging": "page",
        }),
        step("large", "filter_source", {"conditions": [{"field": "total", "operator": "greater", "value": 0}]}),
        step("ship", "execute_api_call", {
            "connector": "shop", "endpoint": "ship", "into": "shipment",
            "parameters": [{"to": "id", "from": "id"}, {"to": "total", "from": "total"}],
        }),
        step("tell", "transform_model", {"mapping": [{"to": "number", "from": "shipment.body.number"}]}),
        step("out", "write_response"),
    ]}],
}  # fmt: skip


def ran(installation: Installation, flow: str):
    seen = installation.engine.wait(installation.engine.start(flow, model={}, user="ann"), 60)
    assert seen is not None
    return seen


def test_no_address_of_this_machine_is_called_unless_it_is_allowed(installation, shop, flow):
    publish(installation, flow, "ann")
    seen = ran(installation, flow)
    assert (seen["status"], [one["code"] for one in seen["problems"]]) == ("failed", ["address_refused"])
    assert shop.server.asked == []
    installation.allowed_hosts.save([f"127.0.0.1:{shop.server.port}"], "admin")
    assert ran(installation, flow)["status"] == "succeeded"


def test_a_preview_shows_the_sample_and_a_dry_run_ships_nothing(installation, shop, flow):
    shown = installation.engine.preview(DOCUMENT, "tell", flow_id=flow)
    assert (shown.origin, shown.items, shop.server.asked) == ("sample", [{"number": None}], [])
    installation.allowed_hosts.save(["127.0.0.1"], "admin")
    run = installation.engine.start(flow, model={}, user="ann", dry=True)
    assert installation.engine.wait(run, 60)["status"] == "succeeded"
    [would] = [event for _, event in installation.engine.events(run) if event["type"] == "would_do"]
    assert would["parameters"] == {
        "count": 24, "method": "POST", "address": f"{shop.server.url}/v1/shipments/{{id}}",
    }  # fmt: skip
    assert shop.shipped == {}


def test_every_order_is_shipped_once_though_the_system_broke_down_in_between(installation, shop, flow):
    installation.allowed_hosts.save(["127.0.0.1"], "admin")
    publish(installation, flow, "ann")
    shop.broken = "13"
    failed = ran(installation, flow)
    [problem] = failed["problems"]
    assert (failed["status"], problem["code"], problem["parameters"]["status"]) == ("failed", "http_status", 500)
    assert problem["item"]["data"]["id"] == 13
    shop.broken, shop.tokens = "", shop.tokens + 1  # and it has forgotten our token
    installation.engine.resume(failed["id"], "ann")
    seen = installation.engine.wait(failed["id"], 60)
    assert seen["status"] == "succeeded"
    assert seen["result"] == [{"number": f"S{at}"} for at in range(1, COUNT)]
    assert sorted(shop.shipped.values(), key=int) == [str(at) for at in range(1, COUNT)]
    for file in installation.folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert SECRET.encode() not in content, file
        assert b"t0ken-number" not in content, file
