"""Whether a connector can be called as it stands."""

from runtime.connectors.http.settings import HttpSettings
from runtime.connectors.settings import strictly
from runtime.problems import Problems, problem
from runtime.system_access import Call
from storage.connector import Connector, EndpointDocument


def usable(connector: Connector) -> HttpSettings:
    """The settings of an HTTP system; `Problems` that name the connector."""
    if connector.kind != "http":
        raise problem("connector_not_http", "connector", connector=connector.name, kind=connector.kind)
    settings, wrong = strictly(HttpSettings, connector.settings)
    if wrong or not isinstance(settings, HttpSettings):
        raise Problems(*[one.model_copy(update={"setting": "connector"}) for one in wrong])
    return settings


def endpoint_of(connector: Connector, call: Call) -> EndpointDocument:
    found = connector.endpoint(call.endpoint)
    if found is None:
        raise problem("endpoint_gone", "endpoint", id=call.endpoint, owner=connector.name)
    return found
