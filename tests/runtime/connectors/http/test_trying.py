"""“Try it” on the page of a connector."""

import pytest

from runtime.connectors.guard import Guard
from runtime.connectors.http.trying import try_endpoint
from runtime.connectors.systems import HttpSystems
from runtime.problems import Problems
from storage.connector import Connector, EndpointDocument
from storage.connectors import Connectors
from storage.errors import StorageError
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets

ORDERS = EndpointDocument(id="orders", path="/orders/{id}", parameters=[{"name": "id", "place": "path"}])


@pytest.fixture
def systems():
    return HttpSystems(Connectors(None, Secrets(None, SecretKeys())), Guard(lambda: ("127.0.0.1",)))


def test_what_is_filled_in_is_tried_before_it_is_saved(server, systems):
    server.routes["/orders/7"] = lambda asked: (201, {"x-echo": asked.headers["authorization"]}, {"l": list(range(99))})
    settings = {"address": server.url, "authentication": "bearer", "token": {"secret": "token"}}
    crm = Connector(name="CRM", settings=settings)
    trial = try_endpoint(systems, crm, ORDERS, {"id": 7}, {"token": "typed-just-now"})
    assert (trial.status, trial.address, trial.sample) == (201, f"{server.url}/orders/7", {"l": list(range(10))})
    assert trial.headers["x-echo"] == "Bearer •••"
    with pytest.raises(StorageError) as wrong:
        try_endpoint(systems, crm, ORDERS, {"id": 7})
    assert wrong.value.code == "secret_missing"


def test_an_error_of_the_system_is_shown_and_no_sample(server, systems):
    server.routes["/orders/7"] = lambda asked: (429, {"retry-after": "9"}, b"x" * 30_000)
    trial = try_endpoint(systems, Connector(settings={"address": server.url}), ORDERS, {"id": 7})
    assert (trial.status, trial.cut, len(trial.body), trial.sample) == (429, True, 20_000, None)
    assert len(server.asked) == 1


def test_wrong_settings_are_said_before_anything_is_called(systems):
    with pytest.raises(Problems) as wrong:
        try_endpoint(systems, Connector(settings={"address": "x"}), ORDERS, {})
    assert wrong.value.problems[0].code == "address_malformed"
