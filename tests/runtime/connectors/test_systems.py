"""Systems as they are saved now."""

from runtime.connectors.guard import Guard
from runtime.connectors.systems import HttpSystems
from storage.connector import Connector
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets


def test_a_change_is_seen_by_the_next_call_even_behind_an_id_that_was_given_before():
    connectors = Connectors(None, Secrets(None, SecretKeys()))
    systems = HttpSystems(connectors, Guard())
    for host in ("one", "two"):
        made = connectors.save(Connector(name="Shop", settings={"address": f"https://{host}.example"}), {}, "ann")
        system, _ = systems.system("shop")
        assert system.settings.address == f"https://{host}.example"
        assert systems.system("shop")[0] is system
        connectors.delete(made.id)
    systems.close()
