"""From where somebody comes, as far as it tells people apart."""

from ipaddress import IPv6Address, ip_address, ip_network


def network_of(address: str) -> str:
    """The address itself, or the part of an IPv6 address that stands for one subscriber: they have all the rest."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
