"""What a step may ask of templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from runtime.context import StoredFile

TARGETS: Mapping[str, tuple[str, ...]] = {
    "html": ("pdf", "html"), "text": ("text", "pdf"), "docx": ("docx",), "xlsx": ("xlsx",),
}  # fmt: skip
"""What can be made of each kind of template; the first is what it is made for."""
ENDINGS = {"text": "txt"}
"""File endings where they are not the target's own name."""


@dataclass(frozen=True)
class Filling:
    """A revision of a template, what is made of it, and what a missing field does."""

    template: str
    revision: int
    target: str
    missing: Literal["error", "empty"] = "error"


class Edition(NamedTuple):
    """What a run begins with, and keeps to its end, whoever saves the template meanwhile."""

    revision: int
    kind: str


class Templates(Protocol):
    """The templates of the flow's sandbox."""

    def newest(self, template: str) -> Edition:
        """`Problems` where the template is gone."""
        ...

    def lacks(self, target: str) -> str | None:
        """The library that such documents need and that is not installed here."""
        ...

    def fill(self, filling: Filling, values: Mapping[str, Any]) -> bytes:
        """The document; `Problems` for a field that is missing, a forbidden word, a limit reached."""
        ...

    def store(self, content: bytes, name: str, key: str) -> "StoredFile":
        """A file of the store; the same `key` never makes a second one."""
        ...

    def announce(self, file: "StoredFile") -> None:
        """Show the file in the run; said twice, it is shown once."""
        ...


def own_fields(paths: Sequence[str]) -> list[str]:
    """What one item must have: of `lines[].price` the list `lines`, of `items[].name` the item's own `name`."""
    found: dict[str, None] = {}
    for path in paths:
        of_items = path.startswith("items[].")
        own = path.removeprefix("items[].").split("[]", 1)[0]
        if of_items or own != "items":
            found[own] = None
    return list(found)
