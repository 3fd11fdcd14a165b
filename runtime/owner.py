"""Who runs a data folder: the owner says where it answers, and a secret for commands on the same machine."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_urlsafe

_FILE = "owner.json"


@dataclass(frozen=True)
class Owner:
    """A running server. Who can read the secret can read the data folder anyway; it ends with the server."""

    url: str
    secret: str = ""


def announce(folder: Path, url: str) -> Owner:
    """Write down the owner, readable for its own user only."""
    owner = Owner(url, token_urlsafe(32))
    withdraw(folder)
    with os.fdopen(os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(owner), file)
    return owner


def announced(folder: Path) -> Owner:
    """The owner as it was written down; an empty one where none was."""
    try:
        said = json.loads((folder / _FILE).read_text("utf-8"))
        return Owner(str(said["url"]), str(said.get("secret", "")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Owner("")


def withdraw(folder: Path) -> None:
    (folder / _FILE).unlink(missing_ok=True)
