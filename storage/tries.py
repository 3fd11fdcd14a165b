"""How the last try of each connector went."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import Field

from storage.cupboard import Cupboard
from storage.documents import Document
from storage.exact_json import dumps
from storage.record import now


class Try(Document):
    """One try: when, by whom, of which endpoint, and its outcome.

    `status` is the HTTP status (None of a broker, and where nothing came back); `code` and `parameters` are the problem
    where it failed. `of` is a digest of the settings that were tried.
    """

    time: str = ""
    by: str = ""
    endpoint: str = ""
    status: int | None = None
    code: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    of: str = ""

    @property
    def good(self) -> bool:
        return not self.code and (self.status is None or self.status < 400)


def digest(settings: Mapping[str, Any]) -> str:
    """Another text after every change of a connector's settings."""
    return sha256(dumps(dict(settings))).hexdigest()[:16]


class Tries:
    """The last try by connector, in one sandbox. Unknown ones have none."""

    def __init__(self, path: Path | None) -> None:
        self._cupboard = Cupboard(path)

    def all(self) -> Mapping[str, Try]:
        return {name: Try.model_validate(one) for name, one in self._cupboard.all().items()}

    def note(self, connector: str, tried: Try) -> None:
        """This one is the last."""
        with self._cupboard.changing() as things:
            things[connector] = tried.model_copy(update={"time": now()}).model_dump(mode="json")

    def clear(self) -> None:
        with self._cupboard.changing() as things:
            things.clear()

    def forget(self, connector: str) -> None:
        with self._cupboard.changing() as things:
            things.pop(connector, None)
