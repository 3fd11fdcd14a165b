"""What an administrator allows: hosts by name, addresses and networks, on one port or on all."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network

from runtime.connectors.addresses import Address, Network, plain


@dataclass(frozen=True)
class Allowance:
    """One entry of the allowed hosts: a host by its name or a network, on one port or on all."""

    host: str = ""
    network: Network | None = None
    port: int | None = None

    def covers(self, host: str, address: Address, port: int) -> bool:
        if self.port not in (None, port):
            return False
        return plain(address) in self.network if self.network else host == self.host


def allowance(entry: str) -> Allowance | None:
    """What an entry means: `host`, `host:port`, an address, `[address]:port`, a network; None where it is none."""
    return next(_readings(entry.strip().lower()), None)


def _readings(entry: str) -> Iterator[Allowance]:
    if network := _network(_unbracketed(entry)):
        yield Allowance(network=network)
        return
    host, _, port = entry.rpartition(":") if ":" in entry else (entry, "", "")
    if port and not (port.isdecimal() and 0 < int(port) < 65536):
        return
    number = int(port) if port else None
    if network := _network(_unbracketed(host)):
        yield Allowance(network=network, port=number)
    elif host and not set(host) & set(":/[]@?#% "):
        yield Allowance(host=host.rstrip("."), port=number)


def _unbracketed(text: str) -> str:
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text


def _network(text: str) -> Network | None:
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None
