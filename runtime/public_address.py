"""The address under which people reach this installation, for links in messages and for cookies."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from storage.errors import StorageError

SETTING = "ETAPES_PUBLIC_URL"


def public_address(environment: Mapping[str, str] = os.environ) -> str:
    """What `ETAPES_PUBLIC_URL` says, without a slash at its end; "" where it says nothing. `StorageError` for others
    than `https://host` or `http://host`, with a port and a path where they are needed."""
    said = environment.get(SETTING, "").strip().rstrip("/")
    parts = urlsplit(said)
    if said and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise StorageError("public_address_malformed", value=said[:200])
    return said
