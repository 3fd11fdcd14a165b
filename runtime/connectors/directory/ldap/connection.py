"""A connection to an LDAP directory: guarded, encrypted, over in time."""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from math import ceil
from socket import SHUT_RDWR
from threading import Timer
from typing import Any

from runtime.connectors.directory.ldap.library import (
    NONE,
    SYNC,
    Connection,
    LDAPException,
    LDAPInvalidFilterError,
    LDAPStartTLSError,
    Server,
    Tls,
)
from runtime.connectors.directory.ldap.settings import LdapPlace
from runtime.connectors.guard import Guard
from runtime.connectors.http.not_connected import not_connected
from runtime.connectors.http.trust import trust
from runtime.problems import Outage, Problem, Problems, problem

_BUSY = {51, 52, 80}
"""Result codes of a directory that has other things to do, or is ill."""


@contextmanager
def opened(settings: LdapPlace, guard: Guard) -> Iterator[Connection]:
    """A connection on which nobody is known yet. `Problems` and `Outage` in place of the library's errors.

    When its time is over its line is cut, whatever the other side does.
    """
    host, port = settings.place or ("", 0)
    line = _Line()
    over = Timer(settings.time_limit, line.cut)
    over.daemon = True
    over.start()
    try:
        yield _connected(settings, guard.admit(host, port), host, port, line)
    except LDAPInvalidFilterError as wrong:
        raise problem("directory_filter_malformed", filter=settings.filter) from wrong
    except (LDAPException, OSError, Problems) as wrong:
        if line.over:
            told = {"host": host, "seconds": settings.time_limit}
            raise Outage(Problem(code="directory_too_slow", parameters=told)) from wrong
        if isinstance(wrong, Problems):
            raise
        raise Outage(Problem(code="directory_broken_off", parameters={"host": host})) from wrong
    finally:
        over.cancel()
        line.close()


def result(line: Connection) -> tuple[int, str]:
    """Code and words of the last answer. `Outage` where the directory says that it cannot answer now."""
    said: dict[str, Any] = line.result or {}
    code = int(said.get("result", 80))
    words = ": ".join(str(said[one]) for one in ("description", "message") if said.get(one)) or "?"
    if code in _BUSY:
        raise Outage(Problem(code="directory_busy", parameters={"host": line.server.name, "said": words[:200]}))
    return code, words[:200]


class _HostTls(Tls):  # type: ignore[misc]
    """Checks the certificate against the name of the host, though the line goes to one of its addresses."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self._context, self._host = context, host
        self.failed: Exception | None = None

    def wrap_socket(self, connection: Connection, do_handshake: bool = False) -> None:
        try:
            connection.socket = self._context.wrap_socket(connection.socket, server_hostname=self._host)
        except (OSError, ValueError) as wrong:
            self.failed = wrong
            raise


class _Line:
    """The connection at hand, and whether its time is over."""

    connection: Connection | None = None
    over = False

    def cut(self) -> None:
        self.over = True
        with suppress(OSError, AttributeError):
            self.connection.socket.shutdown(SHUT_RDWR)  # type: ignore[union-attr]

    def close(self) -> None:
        made, self.connection = self.connection, None
        if made:
            line = made.socket  # a line that was never quite open is left open by the library
            with suppress(LDAPException, OSError):
                made.unbind()
            if line:
                line.close()


def _connected(settings: LdapPlace, addresses: Sequence[str], host: str, port: int, line: _Line) -> Connection:
    """A line to the first address that takes one."""
    wrong: Problems | None = None
    for address in addresses:
        tls = None if settings.encryption == "none" else _HostTls(trust(settings.certificate), host)
        server = Server(address, port, use_ssl=settings.encryption == "ldaps", tls=tls, get_info=NONE,
                        connect_timeout=settings.time_limit)  # fmt: skip
        made = Connection(server, client_strategy=SYNC, auto_referrals=False, receive_timeout=ceil(settings.time_limit),
                          raise_exceptions=False)  # fmt: skip
        line.close()
        line.connection = made
        try:
            made.open(read_server_info=False)
            if settings.encryption == "starttls":
                made.start_tls(read_server_info=False)
            return made
        except (LDAPException, OSError) as failed:
            wrong = _refused(failed, tls, made, host)
    raise wrong or not_connected(OSError(), host)


def _refused(failed: Exception, tls: _HostTls | None, line: Connection, host: str) -> Problems:
    if isinstance(failed, LDAPStartTLSError) and not (tls and tls.failed):
        return problem("directory_no_tls", host=host, said=result(line)[1])
    return not_connected((tls.failed if tls else None) or failed, host)
