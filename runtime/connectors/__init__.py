"""The systems outside, one room per kind; `CONNECTORS` has the strict view of each kind's settings."""

from runtime.connectors.brokers import BROKERS
from runtime.connectors.directory import DIRECTORIES
from runtime.connectors.http.settings import HttpSettings
from runtime.connectors.settings import ConnectorSettings
from runtime.connectors.smtp.settings import SmtpSettings

CONNECTORS: dict[str, type[ConnectorSettings]] = {"http": HttpSettings, "smtp": SmtpSettings, **BROKERS, **DIRECTORIES}
