"""Secrets at rest: encrypted with a key that never lies in the data folder."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from storage.cupboard import Cupboard
from storage.errors import StorageError
from storage.exact_json import dumps, loads
from storage.secret_keys import SecretKeys

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class SecretUnreadable(StorageError):
    """A secret was never entered, or the key that encrypted it is gone: somebody must enter it again."""

    code = "secret_unreadable"


class Secrets:
    """Plain texts by owner and name. Each is encrypted together with both, so that none can take another's place."""

    def __init__(self, path: Path | None, keys: SecretKeys) -> None:
        self._cupboard, self._keys = Cupboard(path), keys

    def put(self, owner: str, values: Mapping[str, str]) -> None:
        """Keep these; an empty value forgets what was there, and names that are not given stay."""
        with self._cupboard.changing() as things:
            kept = things.setdefault(owner, {})
            for name, value in values.items():
                kept.pop(name, None)
                if value:
                    kept[name] = self._fernet.encrypt(dumps([owner, name, value])).decode()

    def get(self, owner: str, name: str) -> str:
        """The plain text; `SecretUnreadable` where there is none, or no key fits it."""
        from cryptography.fernet import InvalidToken

        token = self._cupboard.all().get(owner, {}).get(name)
        if token is None:
            raise SecretUnreadable("secret_missing", name=name)
        try:
            whose, what, value = loads(self._fernet.decrypt(token))
        except InvalidToken as lost:
            raise SecretUnreadable(name=name) from lost
        if (whose, what) != (owner, name):
            raise SecretUnreadable(name=name)
        return str(value)

    def names(self, owner: str) -> Sequence[str]:
        return list(self._cupboard.all().get(owner, {}))

    def drop(self, owner: str) -> None:
        """Forget everything of an owner."""
        with self._cupboard.changing() as things:
            things.pop(owner, None)

    def drop_all(self, beginning: str) -> None:
        """Forget everything of all owners whose names begin so."""
        with self._cupboard.changing() as things:
            for owner in [one for one in things if one.startswith(beginning)]:
                del things[owner]

    def renew(self) -> None:
        """Encrypt all with the newest key where older ones stand beside it; what no key opens stays as it is."""
        if not self._keys.several:
            return
        from cryptography.fernet import InvalidToken

        with self._cupboard.changing() as things:
            for kept in things.values():
                for name, token in kept.items():
                    try:
                        kept[name] = self._fernet.rotate(token).decode()
                    except InvalidToken:
                        continue

    @cached_property
    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        return MultiFernet([Fernet(key) for key in self._keys.read()])
