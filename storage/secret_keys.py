"""Where the keys of the secrets come from: the environment, or a file that only its owner may read."""

import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from storage.errors import StorageError
from storage.key_file import make_key_file


class SecretKeys:
    """Keys, newest first: secrets are encrypted with the first one and opened with any.

    `ETAPES_SECRET_KEY` holds one or more of them (a new one is put before the old ones); without it a key is made at
    first need in `ETAPES_SECRET_KEY_FILE`, which is `etapes/secret.key` in the user's own configuration otherwise:
    outside the data folder, so that a copy of the data opens nothing.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._said = environment.get("ETAPES_SECRET_KEY", "")
        self._file = Path(environment.get("ETAPES_SECRET_KEY_FILE") or _configuration(environment) / "secret.key")

    @property
    def several(self) -> bool:
        """Whether older keys are given beside the newest: what they encrypted should be encrypted anew."""
        return len(_split(self._said)) > 1

    def read(self) -> list[bytes]:
        """The keys as Fernet takes them. `StorageError` for a text that is no key, or where none can be kept."""
        if self._said:
            return [_key(text, "ETAPES_SECRET_KEY") for text in _split(self._said)]
        try:
            if not self._file.exists():
                make_key_file(self._file)
            return [_key(text, str(self._file)) for text in _split(self._file.read_text("ascii"))]
        except (OSError, UnicodeDecodeError) as wrong:
            raise StorageError("secret_key_unwritable", file=str(self._file)) from wrong


def _split(text: str) -> list[str]:
    return re.split(r"[\s,;]+", text.strip())


def _key(text: str, where: str) -> bytes:
    """32 bytes in base64 of either alphabet."""
    with suppress(ValueError):
        raw = urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
        if len(raw) == 32:
            return urlsafe_b64encode(raw)
    raise StorageError("secret_key_malformed", where=where)


def _configuration(environment: Mapping[str, str]) -> Path:
    """The folder for this application in the user's configuration."""
    said = environment.get("XDG_CONFIG_HOME") or environment.get("APPDATA")
    return (Path(said) if said else Path.home() / ".config") / "etapes"
