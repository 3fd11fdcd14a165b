"""A host with or without its port, as people write it."""

import re

_PLACE = re.compile(r"(?:(?P<name>[^\s,:/@?#%\[\]]+)|\[(?P<address>[0-9A-Fa-f:.]+)\])(?::(?P<port>[1-9]\d{0,4}))?")


def host_and_port(text: str, usual: int) -> tuple[str, int] | None:
    """`host`, `host:port`, `[address]` or `[address]:port`, with the usual port where none is said; None where it is
    none of them."""
    found = _PLACE.fullmatch(text)
    port = int(found["port"] or usual) if found else 0
    return (found["name"] or found["address"], port) if found and port < 65536 else None
