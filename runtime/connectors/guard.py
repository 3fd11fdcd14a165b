"""The outgoing guard: no connection to a private address unless an administrator allowed the host."""

import socket
from collections.abc import Callable, Sequence

from runtime.connectors.addresses import Address, address_of, is_public
from runtime.connectors.allowance import allowance
from runtime.problems import Outage, Problem, problem

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host; `OSError` where it has none."""


def resolved(host: str, port: int) -> Sequence[str]:
    """As the system resolves it: names, and addresses in every form that it takes (decimal, octal, hexadecimal)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


class Guard:
    """Says to which addresses a connection may be opened. `allowed` gives the entries of an administrator.

    A host is resolved once, here, and the connection goes to an address that is given back: a name server that answers
    something else the next time changes nothing.
    """

    def __init__(self, allowed: Callable[[], Sequence[str]] = tuple, resolve: Resolve = resolved) -> None:
        self._allowed, self._resolve = allowed, resolve

    def admit(self, host: str, port: int) -> Sequence[str]:
        """The addresses to connect to. `Problems` where none may be reached, `Outage` where the host is unknown."""
        name = host.strip("[]").rstrip(".").lower()
        try:
            found = [address_of(one) for one in self._resolve(name, port)]
        except (OSError, UnicodeError) as unknown:
            raise Outage(Problem(code="host_unknown", parameters={"host": host})) from unknown
        admitted = [str(one) for one in found if self._may(name, one, port)]
        if found and not admitted:
            raise problem("address_refused", host=host, port=str(port), address=str(found[0]))
        return admitted

    def _may(self, host: str, address: Address, port: int) -> bool:
        return is_public(address) or any(
            entry.covers(host, address, port) for entry in map(allowance, self._allowed()) if entry
        )
