"""What is used of ldap3, imported here and nowhere else: it calls its ASN.1 library by older names, and warns of it."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from ldap3 import ANONYMOUS, NONE, SIMPLE, SUBTREE, SYNC, Connection, Server, Tls
    from ldap3.core.exceptions import (
        LDAPException,
        LDAPInvalidFilterError,
        LDAPStartTLSError,
    )
    from ldap3.utils.conv import escape_filter_chars

__all__ = [
    "ANONYMOUS", "NONE", "SIMPLE", "SUBTREE", "SYNC", "Connection", "LDAPException", "LDAPInvalidFilterError",
    "LDAPStartTLSError", "Server", "Tls", "escape_filter_chars",
]  # fmt: skip
