"""Publishing by REST: the same checks for both prefixes, and nothing written when one fails."""

from editor.api.callers import Caller
from editor.api.dialects import Json
from editor.api.flow_service import missing
from runtime.check import check
from runtime.fixing import with_versions
from runtime.known import Known
from runtime.problems import Problems
from runtime.publish import frozen
from runtime.publish import publish as publish_checked
from storage.errors import Conflict
from storage.record import Record


def must_be_publishable(kind: str, document: Json, known: Known) -> None:
    """Raise `Problems` with everything that forbids publishing `document`."""
    if kind == "flowservice":
        raise missing(document)
    if errors := check(document, known=known).errors:
        raise Problems(*errors)


def publish(caller: Caller, record: Record, etag: str | None, *, note: str = "", name: str = "") -> Record:
    """Make the flow's draft its next version, or raise `Problems`."""
    if record.kind == "flowservice":
        raise missing(record.document)
    return publish_checked(caller.installation, record.id, caller.name, note=note, name=name, etag=etag,
                           sandbox=caller.sandbox)  # fmt: skip


def publish_document(caller: Caller, record: Record, document: Json) -> Record:
    """Make `document` the next version, against the record's etag."""
    known = caller.installation.known(caller.sandbox).inside(record.id)
    must_be_publishable(record.kind, document, known)
    flows, version = caller.flows, with_versions(frozen(document), known)
    try:
        return flows.publish(record.id, version, caller.name, etag=record.etag)
    except Conflict:  # nothing changed: still a write, with a new etag
        saved = flows.save(record.id, version, record.etag, caller.name)
        return flows.publish(record.id, version, caller.name, etag=saved.etag)
