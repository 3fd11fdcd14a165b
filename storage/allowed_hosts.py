"""Hosts that may be called although their addresses are private: what an administrator allowed."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from storage.cupboard import Cupboard
from storage.witness import Witness, unseen


class AllowedHosts:
    """Entries `host`, `host:port`, an address or a network such as `10.1.0.0/16`; what they mean, the runtime knows.

    Those of `ETAPES_ALLOW_HOSTS` (separated by commas or spaces) stand beside those that are stored.
    """

    def __init__(self, path: Path | None, environment: Mapping[str, str] = os.environ, witness: Witness = unseen
                 ) -> None:  # fmt: skip
        self._cupboard, self._witness = Cupboard(path), witness
        self.given: Sequence[str] = tuple(environment.get("ETAPES_ALLOW_HOSTS", "").replace(",", " ").split())

    def __call__(self) -> Sequence[str]:
        """Everything that is allowed now."""
        return (*self.given, *self.stored())

    def stored(self) -> Sequence[str]:
        return tuple(self._cupboard.all().get("hosts", {}).get("allowed", ()))

    def save(self, entries: Sequence[str], author: str) -> None:
        """Allow these, and no others beside those of the environment."""
        before = self.stored()
        with self._cupboard.changing() as things:
            things["hosts"] = {"allowed": list(entries), "author": author}
        self._witness("hosts_allowed", "hosts/allowed", author=author, before=list(before), after=list(entries))
