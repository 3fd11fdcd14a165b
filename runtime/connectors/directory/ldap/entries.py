"""From an entry of the directory to a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from runtime.connectors.directory.ldap.filters import BINARY
from runtime.connectors.directory.ldap.settings import LdapPlace
from runtime.directory_access import DirectoryPerson

_ACCOUNT_CONTROL, _ACCOUNT_DISABLED = "useraccountcontrol", 2
Attributes = Mapping[str, Sequence[bytes]]


def attributes_of(settings: LdapPlace) -> list[str]:
    """What is asked of each entry, and nothing else."""
    wanted = (settings.key, settings.user_name, settings.email, settings.first_name, settings.last_name,
              settings.disabled.partition("=")[0])  # fmt: skip
    return list(dict.fromkeys(one for one in wanted if one))


def person_of(settings: LdapPlace, entry: Mapping[str, Any]) -> DirectoryPerson | None:
    """None where the entry lacks its key or its name: nobody could come back to it."""
    found: Attributes = {name.lower(): values for name, values in entry["raw_attributes"].items()}
    key, name = _text(found, settings.key), _text(found, settings.user_name)
    if not key or not name:
        return None
    return DirectoryPerson(
        key, name, _text(found, settings.email), _text(found, settings.first_name), _text(found, settings.last_name),
        _disabled(found, settings.disabled), place=str(entry["dn"]),
    )  # fmt: skip


def _disabled(found: Attributes, marker: str) -> bool:
    name, _, value = marker.partition("=")
    values = [_readable(name, one).casefold() for one in found.get(name.lower(), ())]
    if value:
        return value.casefold() in values
    if name.lower() == _ACCOUNT_CONTROL:
        return any(one.isdecimal() and int(one) & _ACCOUNT_DISABLED for one in values)
    return any(one not in ("", "false") for one in values)


def _text(found: Attributes, name: str) -> str:
    """The first value; empty where there is none."""
    return next((_readable(name, one) for one in found.get(name.lower(), ())), "")


def _readable(name: str, value: bytes) -> str:
    return value.hex() if name.lower() in BINARY else value.decode("utf-8", "replace").strip()
