"""Who uses a thing: the flows, components and templates that name it, so that nobody takes it from them unawares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from runtime.mentions import mentioned
from storage.documents import Flow, read_flow
from storage.entries import Entries
from storage.errors import StorageError
from storage.flows import Flows, Record
from storage.templates import Templates

UsedKind = Literal["component", "connector", "template", "flow", "file"]


@dataclass(frozen=True)
class Use:
    """One place that names a thing.

    `kind`, `id` and `name` say who: a flow, a component or a template; `step` and `setting` where in it. Of a flow,
    `live` is the version that runs and names it, `draft` whether the draft does.
    """

    kind: Literal["flow", "component", "template"]
    id: str
    name: str
    setting: str
    step: str = ""
    step_name: str = ""
    step_type: str = ""
    live: int | None = None
    draft: bool = False

    @property
    def breaks(self) -> bool:
        """Whether something that works now would stop working."""
        return self.kind != "flow" or self.live is not None


Named = tuple[str, str]
"""Kind and id of a thing that is used."""
Found = list[tuple[Named, Use]]


class Uses:
    """The uses in one sandbox. A flow is read again only after it was written."""

    def __init__(self, flows: Flows, entries: Callable[[], Entries], templates: Callable[[], Templates]) -> None:
        self._flows, self._entries, self._templates = flows, entries, templates
        self._seen: dict[str, tuple[object, Found]] = {}

    def of(self, kind: str, id: str) -> list[Use]:
        """Everything that names the thing, what would break first; itself left out."""
        found = chain(self._by_flows(), self._by_components(), self._by_templates())
        mine = [use for named, use in found if named == (kind, id) and (use.kind, use.id) != (kind, id)]
        return sorted(mine, key=lambda use: (not use.breaks, use.kind, use.name.casefold(), use.id))

    def _by_flows(self) -> Iterator[tuple[Named, Use]]:
        before, now = self._seen, dict[str, tuple[object, Found]]()
        for line in self._flows.list():
            stamp, known = self._flows.stamp(line.id), before.get(line.id)
            now[line.id] = known if known and known[0] == stamp else (stamp, self._read(line.id))
            yield from now[line.id][1]
        self._seen = now

    def _read(self, flow: str) -> Found:
        """What one flow names; one that is deleted meanwhile or cannot be read names nothing."""
        try:
            record = self._flows.get(flow)
            live = record.live_version
            document = self._flows.version(flow, live) if live and record.has_draft else record.document
            found = _in_flow(record, document, live=live) if live else {}
            drafted = _in_flow(record, record.document, draft=True) if record.has_draft or not live else {}
        except StorageError:
            return []
        for place, use in drafted.items():
            found[place] = replace(found.get(place, use), draft=True)
        return [(named, use) for (named, *_), use in found.items()] + _samples(record)

    def _by_components(self) -> Iterator[tuple[Named, Use]]:
        for one in self._entries().components():
            for field in one.fields:
                if field.type == "catalog" and field.catalog:
                    yield ("component", field.catalog), Use("component", one.id, one.name, field.name)
            for way in ("get", "query"):
                if flow := getattr(one.proxy, way, None):
                    yield ("flow", flow), Use("component", one.id, one.name, f"proxy.{way}")

    def _by_templates(self) -> Iterator[tuple[Named, Use]]:
        for one in self._templates().list():
            if one.file:
                yield ("file", one.file), Use("template", one.id, one.name, "file")


def _in_flow(record: Record, document: object, *, live: int | None = None, draft: bool = False
             ) -> dict[tuple[Named, str, str], Use]:  # fmt: skip
    """The uses in one state of a flow, by what is named and where."""
    flow, found = read_flow(document), {}
    for one in mentioned(document):
        step = flow.step(one.step)
        assert step is not None
        use = Use("flow", record.id, _name(record, flow), one.setting, step.id, step.name, step.type, live, draft)
        found[(one.kind, one.id), one.step, one.setting] = use
    return found


def _samples(record: Record) -> Found:
    """The samples beside the draft's steps: only previews read them."""
    flow, found = read_flow(record.document), []
    for step in flow.steps():
        sample = (step.model_extra or {}).get("sample") or record.samples.get(step.id)
        if isinstance(sample, dict) and isinstance(sample.get("file"), str):
            use = Use("flow", record.id, flow.name, "sample", step.id, step.name, step.type, draft=True)
            found.append((("file", sample["file"]), use))
    return found


def _name(record: Record, flow: Flow) -> str:
    """As the list of flows calls it, whatever an older version was called."""
    return str(record.document.get("name") or flow.name)
