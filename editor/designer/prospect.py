"""What publishing a draft would mean: what changes, whom it touches, what stands in the way."""

from dataclasses import dataclass
from typing import Any

from editor.rights import allowed
from runtime.changes import Change, changes
from runtime.check import Checked, Checker
from runtime.installation import Installation
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


def prospect_of(installation: Installation, flow_id: str, document: dict[str, Any]) -> Prospect:
    """Reads stores; not for the event loop."""
    flows, runs = installation.flows(), installation.runs
    versions = flows.versions(flow_id)
    live = next((version for version in versions if version.live), None)
    old, new = flows.version(flow_id, live.number) if live else None, frozen(document)
    return Prospect(
        old=old,
        new=new,
        newest=versions[0] if versions else None,
        live=live,
        changes=changes(old, new),
        checked=Checker().check(document),
        working=sum(len(runs.list(flow=flow_id, status=status)) for status in ("queued", "running")),
        last=next(iter(runs.list(flow=flow_id, limit=1)), None),
        publishers=[person.name for person in installation.people.list() if allowed(person.role, "publish")],
    )
