"""Filters of searches, with whatever people typed escaped: nobody asks another question than ours."""

from collections.abc import Iterable, Sequence

from runtime.connectors.directory.ldap.library import escape_filter_chars

BINARY = {"objectguid", "objectsid"}
"""Keys of Active Directory that are no text; here they are written in hexadecimal."""


def among(condition: str, attribute: str, values: Sequence[str]) -> str:
    """Who fulfils `condition` and has one of the values."""
    return _both(condition, _any(f"({attribute}={_escaped(attribute, one)})" for one in values))


def like(condition: str, attributes: Sequence[str], text: str) -> str:
    """Who fulfils `condition` and has `text` somewhere in one of the attributes; without text everybody."""
    if not text.strip():
        return _both(condition, "(objectClass=*)")
    return _both(condition, _any(f"({one}=*{escape_filter_chars(text.strip())}*)" for one in attributes))


def members(place: str, name: str) -> str:
    """The groups that somebody is in, however they list their members."""
    whole, short = escape_filter_chars(place), escape_filter_chars(name)
    return f"(|(member={whole})(uniqueMember={whole})(memberUid={short}))"


def _both(condition: str, more: str) -> str:
    return f"(&{condition.strip()}{more})" if condition.strip() else more


def _any(parts: Iterable[str]) -> str:
    return f"(|{''.join(parts)})"


def _escaped(attribute: str, value: str) -> str:
    """As it stands in a filter; what should be hexadecimal and is not fits nobody."""
    if attribute.lower() not in BINARY:
        return str(escape_filter_chars(value))
    try:
        return "".join(f"\\{byte:02x}" for byte in bytes.fromhex(value))
    except ValueError:
        return ""
