"""What publishing a draft would mean: what changes, whom it touches, what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runtime.changes import Change, changes
from runtime.check import Checked, Checker
from runtime.fixing import fixed_versions, with_versions
from runtime.installation import Installation
from runtime.known import Known
from runtime.publish import frozen
from storage.runs import RunSummary
from storage.versions import VersionInfo


@dataclass
class Prospect:
    """Read in one go. `old` is the live document, `working` counts runs that are not over, `publishers` may publish."""

    old: dict[str, Any] | None
    new: dict[str, Any]
    newest: VersionInfo | None
    live: VersionInfo | None
    changes: list[Change]
    checked: Checked
    working: int
    last: RunSummary | None
    publishers: list[str]
    newer: list[tuple[str, int, int]]
    """Flows of which another version would be called: name, version before, version after."""


def prospect_of(installation: Installation, flow_id: str, document: dict[str, Any]) -> Prospect:
    """Reads stores; not for the event loop."""
    flows, runs, where = installation.flows(), installation.runs, installation.sandbox
    versions = flows.versions(flow_id)
    live = next((version for version in versions if version.live), None)
    known = installation.known().inside(flow_id)
    old, new = flows.version(flow_id, live.number) if live else None, with_versions(frozen(document), known)
    return Prospect(
        old=old,
        new=new,
        newest=versions[0] if versions else None,
        live=live,
        changes=changes(old, new),
        checked=Checker(things=known).check(document),
        working=sum(len(runs.list(flow=flow_id, status=status, sandbox=where)) for status in ("queued", "running")),
        last=next(iter(runs.list(flow=flow_id, limit=1, sandbox=where)), None),
        publishers=[
            person.name
            for person in installation.people.list()
            if "publish" in installation.roles.rights(person.name, where)
        ],
        newer=list(_newer(old, new, known)) if old else [],
    )


def _newer(old: dict[str, Any], new: dict[str, Any], known: Known) -> Iterator[tuple[str, int, int]]:
    before = fixed_versions(old)
    for flow, version in fixed_versions(new).items():
        if before.get(flow, version) != version:
            yield known.get("flow", flow).name, before[flow], version  # type: ignore[union-attr]
