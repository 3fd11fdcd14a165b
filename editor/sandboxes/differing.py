"""How a thing differs from the one in another sandbox, in words."""

from collections.abc import Callable
from typing import Any

from editor.i18n import known
from runtime.sandboxes.differences import Difference

Say = Callable[..., str]


def difference_in_words(say: Say, found: Difference) -> str:
    """As `New field “age”`; a part without a name of its own is called as in the document."""
    told: dict[str, Any] = {"name": found.name}
    if found.code == "part" and known(f"promotion.parts.{found.name}"):
        told = {"name": say(f"promotion.parts.{found.name}")}
    if found.code == "steps":
        told = {"count": int(found.name)}
    return say(f"promotion.differs.{found.code}", **told)
