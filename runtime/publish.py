"""From a draft to a version: checked, frozen, kept."""

from typing import TYPE_CHECKING, Any

from runtime.check import check
from runtime.fixing import with_versions
from runtime.problems import Problems
from runtime.steps import CATALOG
from runtime.wiring import wire
from storage.documents import read_flow
from storage.record import Record

if TYPE_CHECKING:
    from runtime.installation import Installation


def publish(installation: "Installation", flow_id: str, author: str, *, note: str = "", name: str = "",
            etag: str | None = None, sandbox: str = "") -> Record:  # fmt: skip
    """Make the draft the live version. Raises `Problems` with every error that `check` finds, and changes nothing then.

    `Stale` when `etag` is not the current one, `Conflict("already_published")` when nothing changed.
    """
    flows = installation.flows(sandbox)
    draft = flows.get(flow_id)
    known = installation.known(sandbox).inside(flow_id)
    errors = check(draft.document, files=installation.files, known=known).errors
    if errors:
        raise Problems(*errors)
    document = with_versions(frozen(draft.document), known)
    # The etag that was checked is the one that is published: a save in between makes it stale.
    return flows.publish(flow_id, document, author, note=note, name=name, etag=etag or draft.etag)


def frozen(document: dict[str, Any]) -> dict[str, Any]:
    """The document with every source said outright and without samples: later edits elsewhere change nothing."""
    written = wire(read_flow(document), CATALOG).written
    phases = [
        {**phase, "steps": [_frozen_step(step, written.get(step["id"], {})) for step in phase.get("steps", [])]}
        for phase in document.get("phases", [])
    ]
    return {**document, "phases": phases} if "phases" in document else dict(document)


def _frozen_step(step: dict[str, Any], sources: dict[str, str | None]) -> dict[str, Any]:
    settings = {**step.get("settings", {}), **{name: source for name, source in sources.items() if source}}
    kept = {name: value for name, value in step.items() if name != "sample"}
    return {**kept, "settings": settings} if settings or "settings" in step else kept
