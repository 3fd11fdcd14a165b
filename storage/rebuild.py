"""What can still be known of a flow when one of its two files is lost with its copy."""

from time import time

from tinydb import TinyDB

from storage.errors import Damaged
from storage.record import Row, now
from storage.versions import Versions


def row_from(flow: str, versions: Versions) -> Row:
    """The newest version as the flow's state, switched off: nobody knows whether it ran. `Damaged` without versions.

    The revision goes on from the clock, far beyond what was counted, so that no old etag fits.
    """
    if not versions.last:
        raise Damaged(file="draft.json")
    newest, first = versions.infos(None)[0], versions.infos(None)[-1]
    return Row(
        id=flow, kind=newest.kind, document=versions.document(newest.number), created_at=first.time.isoformat(),
        created_by=first.author, updated_at=now(), updated_by=newest.author, revision=int(time()), state="disabled",
        live_version=newest.number, last_version=newest.number, has_draft=False,
    )  # fmt: skip


def versions_to_write(database: TinyDB, row: Row) -> Versions:
    """The flow's versions; where their file is lost, a new history that goes on counting where the old one ended."""
    try:
        return Versions(database, row.last_version)
    except Damaged:
        database.storage.write({})
        return Versions(database, row.last_version)
