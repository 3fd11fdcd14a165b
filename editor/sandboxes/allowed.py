"""In which sandboxes somebody has a right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.rights import Right
from storage.sandboxes import Sandbox

if TYPE_CHECKING:
    from runtime.installation import Installation


def holding(installation: "Installation", person: str, right: Right) -> Sequence[Sandbox]:
    """The sandboxes in which a person has a right, `prod` first; none that nobody finds while it is emptied."""
    return [one for one in installation.sandboxes.list() if right in rights_in(installation, person, one.name)]


def rights_in(installation: "Installation", person: str, sandbox: str) -> frozenset[Right]:
    """What a person may do in a sandbox at this moment; nothing in one that is gone, or is being emptied: an open page
    of it changes nothing any more."""
    if not installation.sandboxes.has(sandbox):
        return frozenset()
    return installation.roles.rights(person, sandbox)
