"""“Try it” at a directory: who somebody is there and what they would be here, or what a provider says of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from runtime.connectors.directory.directory import Directory
from runtime.directory_access import DirectoryPerson
from storage.person import Role

_FEW = 10


@dataclass(frozen=True)
class Seen:
    """`people` are those that were sought, each with the role that they would have here. `pages` are a provider's own:
    what it calls itself, where people are sent, where it is asked."""

    people: Sequence[tuple[DirectoryPerson, Role]] = ()
    pages: Sequence[str] = ()


def look(directory: Directory, name: str) -> Seen:
    """Really asks. The person with this name, else people with it somewhere in theirs; without a name a few of all."""
    if not directory.searchable:
        return Seen(pages=_pages(directory))
    exact = directory.by_name([name])[0] if name.strip() else None
    found = [exact] if exact else directory.search(name, _FEW)
    return Seen([(one, directory.settings.role_of(one.groups)) for one in found])


def _pages(directory: Directory) -> Sequence[str]:
    from runtime.connectors.directory.oidc.oidc import Oidc

    if not isinstance(directory, Oidc):
        return ()
    told = directory.provider.told()
    directory.provider.keys(fresh=True)
    return (told.issuer, told.authorize, told.token)
