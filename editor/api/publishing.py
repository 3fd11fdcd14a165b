"""Publishing by REST: the same checks for both prefixes, and nothing written when one fails."""

from editor.api.callers import Caller
from editor.api.dialects import Json
from editor.api.flow_service import missing
from runtime.problems import Problems
from storage.record import Record


def must_be_publishable(caller: Caller, kind: str, document: Json) -> None:
    """Raise `Problems` with everything that forbids publishing `document`."""
    from runtime.check import check

    if kind == "flowservice":
        raise missing(document)
    if errors := check(document).errors:
        raise Problems(*errors)


def publish(caller: Caller, record: Record, etag: str | None, *, note: str = "", name: str = "") -> Record:
    """Make the flow's draft its next version, or raise `Problems`."""
    from runtime.publish import publish as publish_checked

    if record.kind == "flowservice":
        raise missing(record.document)
    return publish_checked(caller.installation, record.id, caller.name, note=note, name=name, etag=etag, sandbox=caller.sandbox)


def publish_document(caller: Caller, record: Record, document: Json) -> Record:
    """Write and publish in one go, against the record's etag."""
    must_be_publishable(caller, record.kind, document)
    saved = caller.flows.save(record.id, document, record.etag, caller.name)
    return publish(caller, saved, saved.etag)
