"""The published flows of a sandbox, as other flows may call them."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from runtime.answering import answer_type
from runtime.fixing import Document, fixed_versions
from runtime.known import Named
from runtime.mentions import mentioned
from runtime.schema import FieldType
from storage.documents import FlowInput, read_flow
from storage.errors import StorageError
from storage.flows import Flows


@dataclass(frozen=True, eq=False)
class PublishedFlow:
    """A flow in one version; `version` is None where nothing of it runs: never published, or paused."""

    id: str
    name: str
    version: int | None
    document: Document
    catalog: "FlowCatalog"

    @cached_property
    def files(self) -> list[FlowInput]:
        """The files that it asks its caller for."""
        return [one for one in read_flow(self.document).inputs if one.type == "file"]

    @cached_property
    def answer(self) -> FieldType | None:
        """The type of what it answers; None where only a run can tell."""
        return answer_type(self.document)

    @cached_property
    def _calls(self) -> list[tuple[str, int | None]]:
        versions = fixed_versions(self.document)
        named = dict.fromkeys(one.id for one in mentioned(self.document) if one.kind == "flow")
        return [(one, versions.get(one)) for one in named]

    def called(self) -> Iterator["PublishedFlow"]:
        """The flows that it calls, each in the version that it calls."""
        found = (self.catalog.at(called, version) for called, version in self._calls)
        return (flow for flow in found if flow)


class FlowCatalog:
    """Flows by name; a flow is read again only after it was written."""

    def __init__(self, flows: Flows) -> None:
        self._flows = flows
        self._at = lru_cache(maxsize=256)(self._read)

    def named(self) -> Sequence[Named]:
        """Those that run."""
        live = (line for line in self._flows.list() if line.live_version and line.state == "enabled")
        return sorted((Named(line.id, line.name or line.id) for line in live), key=lambda one: one.name.casefold())

    def parts(self, id: str) -> Sequence[Named]:
        return ()

    def get(self, id: str) -> PublishedFlow | None:
        return self.at(id)

    def at(self, id: str, version: int | None = None) -> PublishedFlow | None:
        """The flow in the version that runs, or in a given one."""
        return self._at(id, version, self._flows.stamp(id))

    def stamp(self) -> Hashable:
        """Another value when a flow begins or ceases to run, in another version or by another name."""
        return tuple((line.id, line.name, line.live_version, line.state) for line in self._flows.list()
                     if line.live_version)  # fmt: skip

    def _read(self, id: str, version: int | None, _: Hashable) -> PublishedFlow | None:
        try:
            record = self._flows.get(id)
            live = record.live_version if record.state == "enabled" else None
            wanted = version or live
            document = self._flows.version(id, wanted) if wanted else record.document
        except StorageError:
            return None
        return PublishedFlow(id, str(record.document.get("name") or id), live and wanted, document, self)
