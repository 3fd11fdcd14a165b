"""Where the server listens, decided before anything heavy is opened, so that a taken port is said at once."""

import errno
import os
import socket


class PortTaken(Exception):
    """Another program listens there, or this machine has no such address."""


def listen(host: str, port: int) -> list[socket.socket]:
    """A bound socket for every address that `host` names (localhost: IPv4 and IPv6). Port 0 takes a free one."""
    bound: list[socket.socket] = []
    try:
        for family, address in _addresses(host, port):
            where = (address, bound[0].getsockname()[1] if bound else port)
            if made := _bind(family, where):
                bound.append(made)
    except OSError as taken:
        for one in bound:
            one.close()
        raise PortTaken from taken
    if not bound:
        raise PortTaken
    return bound


def _addresses(host: str, port: int) -> list[tuple[int, str]]:
    """Families and addresses of a host, IPv4 first."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    pairs = [(int(family), str(address[0])) for family, _, _, _, address in found]
    return sorted(pairs, key=lambda one: one[0] != socket.AF_INET)


def _bind(family: int, address: tuple[str, int]) -> socket.socket | None:
    """The bound socket; None where the machine does not have this family of addresses."""
    try:
        made = socket.socket(family)
    except OSError:
        return None
    try:
        if os.name != "nt":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind(address)
    except OSError as wrong:
        made.close()
        if wrong.errno == errno.EADDRNOTAVAIL and family == socket.AF_INET6:
            return None
        raise
    return made
