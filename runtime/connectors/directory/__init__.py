"""Directories of an organisation: who its people are, and whether they may come in; one room per kind."""

from runtime.connectors.directory.ldap.settings import LdapSettings
from runtime.connectors.directory.oidc.settings import OidcSettings
from runtime.connectors.directory.settings import Membership

DIRECTORIES: dict[str, type[Membership]] = {"ldap": LdapSettings, "oidc": OidcSettings}
"""The settings of a connector by its `kind`. Whoever may change one decides who comes in: administrators only."""
