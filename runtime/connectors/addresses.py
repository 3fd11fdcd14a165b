"""Which addresses belong to the open internet, whatever form they come in."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NAT64 = IPv6Network("64:ff9b::/96")
_NEVER: tuple[Network, ...] = (
    IPv4Network("192.0.0.0/24"),     # kept for protocols
    IPv4Network("192.88.99.0/24"),   # relays of 6to4
    IPv6Network("::/96"),            # IPv4 in IPv6, as it once was written
    IPv6Network("64:ff9b:1::/48"),   # translation inside a network
    IPv6Network("2001::/32"),        # Teredo
    IPv6Network("2002::/16"),        # 6to4
    IPv6Network("fec0::/10"),        # once private
)  # fmt: skip
"""Ranges through which something else than the written address may be reached, or which nobody should use any more."""


def is_public(address: Address) -> bool:
    """Whether anybody may be behind it: not this machine, not this network, not many at once."""
    address = plain(address)
    if isinstance(address, IPv6Address) and address in _NAT64:
        return is_public(IPv4Address(address.packed[-4:]))
    if any(address in never for never in _NEVER):
        return False
    local = address.is_loopback or address.is_link_local or address.is_private
    return address.is_global and not (local or address.is_multicast or address.is_reserved or address.is_unspecified)


def plain(address: Address) -> Address:
    """An IPv4 address that is dressed as IPv6, undressed."""
    return (address.ipv4_mapped if isinstance(address, IPv6Address) else None) or address


def address_of(text: str) -> Address:
    """An address as a resolver writes it, its zone left out."""
    return ip_address(text.partition("%")[0])
