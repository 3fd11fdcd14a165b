"""What flows may name: components, connectors, templates, files, other flows. One catalogue per kind of thing."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol


@dataclass(frozen=True)
class Named:
    """A thing that may be named: its id stands in documents, its name is what people read."""

    id: str
    name: str
    note: str = ""


class Catalog(Protocol):
    """All things of one kind, in one sandbox."""

    def named(self) -> Sequence[Named]:
        """Everything there is, by name."""
        ...

    def parts(self, id: str) -> Sequence[Named]:
        """What may be named inside one: the fields of a component, the endpoints of a connector."""
        ...

    def get(self, id: str) -> Any | None:
        """The thing itself; None where it is unknown."""
        ...

    def stamp(self) -> Hashable:
        """Another value after every change."""
        ...


class Known:
    """The catalogues by kind: `component`, `connector`, `template`, `flow`. A kind that is not there tells nothing.

    `flow` is the id of the flow that asks, where it has one.
    """

    def __init__(self, catalogs: Mapping[str, Catalog] | None = None, flow: str | None = None) -> None:
        self._catalogs, self.flow = dict(catalogs or {}), flow

    def inside(self, flow: str | None) -> "Known":
        """The same, as this flow sees it."""
        return Known(self._catalogs, flow)

    def __contains__(self, kind: str) -> bool:
        return kind in self._catalogs

    def named(self, kind: str) -> Sequence[Named]:
        return self._catalogs[kind].named() if kind in self else ()

    def parts(self, kind: str, id: str) -> Sequence[Named]:
        return self._catalogs[kind].parts(id) if kind in self else ()

    def get(self, kind: str, id: str) -> Any | None:
        return self._catalogs[kind].get(id) if kind in self else None

    def nearest(self, kind: str, id: str) -> str | None:
        """The id that was most likely meant."""
        return next(iter(get_close_matches(id, [one.id for one in self.named(kind)], n=1, cutoff=0.5)), None)

    def stamp(self) -> Hashable:
        """Another value after every change of anything that is known."""
        return tuple((kind, catalog.stamp()) for kind, catalog in self._catalogs.items())
