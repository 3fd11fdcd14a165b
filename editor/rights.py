"""Who may do what: the one table."""

from typing import Literal

Right = Literal["read", "design", "run", "publish", "administer"]

RIGHTS: dict[str, frozenset[Right]] = {
    "viewer": frozenset({"read"}),
    "operator": frozenset({"read", "run"}),
    "designer": frozenset({"read", "design"}),
    "lead": frozenset({"read", "design", "run", "publish"}),
    "administrator": frozenset({"read", "design", "run", "publish", "administer"}),
}
"""What each role may do. A dry run belongs to designing: it does nothing to the world."""


def allowed(role: str, right: Right) -> bool:
    """Whether `role` has `right`; an unknown role has none."""
    return right in RIGHTS.get(role, frozenset())
