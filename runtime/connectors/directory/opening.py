"""From a connector to the directory that it reaches."""

from collections.abc import Callable, Mapping

from runtime.connectors.directory import DIRECTORIES
from runtime.connectors.directory.directory import Directory
from runtime.connectors.directory.ldap.settings import LdapSettings
from runtime.connectors.directory.oidc.settings import OidcSettings
from runtime.connectors.guard import Guard
from runtime.connectors.settings import strictly
from runtime.problems import Problems, problem
from storage.connector import Connector

PACKAGES = {"ldap": "ldap3", "oidc": "authlib"}
"""The packages that bring the libraries; all are in the extra `directory`."""


def opened(connector: Connector, secret: Callable[[str], str], guard: Guard,
           typed: Mapping[str, str] | None = None) -> Directory:  # fmt: skip
    """The directory; nothing is asked of it yet. `typed` are secrets that are not stored yet.

    `Problems` where the connector is no directory, its settings are wrong or its library is not installed.
    """
    kind = DIRECTORIES.get(connector.kind)
    if kind is None:
        raise problem("connector_no_directory", "connector", connector=connector.name or connector.id)
    settings, wrong = strictly(kind, connector.settings)
    if wrong or settings is None:
        raise Problems(*[one.model_copy(update={"setting": "connector"}) for one in wrong])
    given = dict(typed or {})
    return _client(settings, lambda name: given.get(name) or secret(name), guard)


def _client(settings: object, secret: Callable[[str], str], guard: Guard) -> Directory:
    try:
        if isinstance(settings, LdapSettings):
            from runtime.connectors.directory.ldap.ldap import Ldap

            return Ldap(settings, secret, guard)
        if isinstance(settings, OidcSettings):
            from runtime.connectors.directory.oidc.oidc import Oidc

            return Oidc(settings, secret, guard)
    except ImportError as missing:
        package = PACKAGES["ldap" if isinstance(settings, LdapSettings) else "oidc"]
        raise problem("directory_library_missing", "connector", package=package) from missing
    raise TypeError(type(settings).__name__)
