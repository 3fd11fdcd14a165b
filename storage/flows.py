"""Flows: one draft each, autosaved with an etag, and versions that never change.

Every write holds the flow's lock, compares the etag, and is on the disk when it returns; `draft.json` is where a write
becomes true, `versions.json` is written before it. Saving a draft never changes what runs.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tinydb.table import Document as TinyRow

from storage.damage import Damage, Damages
from storage.documents import read_flow
from storage.errors import Conflict, Damaged, NotFound, Refused, Stale
from storage.exact_json import copied
from storage.index import Index
from storage.rebuild import row_from, versions_to_write
from storage.record import Document, Kind, Record, Row, Summary, now, record, seen_of, summary
from storage.samples import samples_of
from storage.shelf import DiskShelf, MemoryShelf, Shelf, Stamp, fit_for_a_name
from storage.versions import VersionInfo, Versions
from storage.witness import Witness, unseen

__all__ = ["Damage", "Flows", "Record", "Summary", "VersionInfo"]


class Flows:
    """The flows of one sandbox, in `folder/<sandbox>/<id>/`, or in memory without a folder.

    `etag=None` writes whatever the current state is; any other that is not current raises `Stale`.
    Unknown and deleted ids raise `NotFound`.
    """

    def __init__(self, folder: Path | None, sandbox: str = "prod", witness: Witness = unseen) -> None:
        if not fit_for_a_name(sandbox):
            raise NotFound("sandbox", sandbox)
        self.sandbox, self._witness = sandbox, witness
        self._damages = Damages(folder / sandbox if folder else None)
        self._shelf: Shelf = DiskShelf(folder / sandbox, self._damages.note) if folder else MemoryShelf()
        self._index = Index(self._shelf, folder / sandbox / "index.json" if folder else None, self._line)

    def create(self, document: Document, author: str, *, kind: Kind = "native", id: str | None = None) -> Record:
        """A new flow that is a draft. `Conflict("id_taken")` for an id that was ever given."""
        read_flow(document)
        flow = str(uuid4()) if id is None else id
        if not fit_for_a_name(flow):
            raise Refused("id_not_allowed", id=flow)
        self._shelf.make(flow)
        with self._shelf.locked(flow):
            if self._row(flow) is not None:
                raise Conflict("id_taken", id=flow)
            time = now()
            made = Row(flow, kind, copied(document), time, author, time, author)
            return self._put(made, "flow_created")

    def get(self, id: str) -> Record:
        return record(self._there(id), self.sandbox)

    def list(self) -> Sequence[Summary]:
        """Every flow, latest change first."""
        return self._index.lines()

    def deleted(self) -> Sequence[Summary]:
        """The flows that `undelete` can bring back."""
        return self._index.lines(deleted=True)

    def save(self, id: str, document: Document, etag: str | None, author: str) -> Record:
        """Put a document into the draft; makes a draft beside the live version where there is none."""
        read_flow(document)
        kept = copied(document)
        return self._change(id, etag, lambda row: row.written(author, document=kept, has_draft=True))

    def publish(self, id: str, document: Document, author: str, *, note: str = "", name: str = "",
                etag: str | None = None) -> Record:  # fmt: skip
        """Make `document` (the draft, frozen) the next version and live; the draft is gone.

        `Conflict("already_published")` when there is no draft and the live version says the same.
        """
        read_flow(document)
        kept = copied(document)

        def published(row: Row) -> Row:
            if not row.has_draft and row.document == kept:
                raise Conflict("already_published", version=row.live_version)
            number = self._add_version(row, kept, author, name=name, note=note)
            samples = row.samples | samples_of(row.document)
            return row.written(author, document=kept, has_draft=False, state="enabled",
                               live_version=number, last_version=number, samples=samples)  # fmt: skip

        return self._change(id, etag, published, "flow_published")

    def rollback(self, id: str, number: int, author: str, etag: str | None = None) -> Record:
        """Publish an old version again, as the newest. A draft beside it stays as it is."""

        def rolled_back(row: Row) -> Row:
            document = self.version(id, number)
            new = self._add_version(row, document, author, source=number)
            shown = row.document if row.has_draft else document
            return row.written(author, document=shown, state="enabled", live_version=new, last_version=new)

        return self._change(id, etag, rolled_back, "flow_rolled_back")

    def restore(self, id: str, number: int, author: str, etag: str | None = None) -> Record:
        """Make an old version the draft, in place of the draft that is there; what runs stays."""

        def restored(row: Row) -> Row:
            return row.written(author, document=self.version(id, number), has_draft=True)

        return self._change(id, etag, restored, "draft_restored")

    def discard(self, id: str, author: str, etag: str | None = None) -> Record:
        """Drop the draft beside the live version."""

        def discarded(row: Row) -> Row:
            if row.live_version is None or not row.has_draft:
                raise Conflict("no_draft" if row.live_version else "never_published")
            return row.written(author, document=self.version(id, row.live_version), has_draft=False)

        return self._change(id, etag, discarded, "draft_discarded")

    def disable(self, id: str, author: str, etag: str | None = None) -> Record:
        return self._switch(id, etag, author, "enabled", "disabled")

    def enable(self, id: str, author: str, etag: str | None = None) -> Record:
        return self._switch(id, etag, author, "disabled", "enabled")

    def delete(self, id: str, author: str, etag: str | None = None) -> None:
        """The flow is unknown from now on; its versions stay readable with `deleted=True`."""
        self._change(id, etag, lambda row: row.written(author, deleted=True), "flow_deleted")

    def undelete(self, id: str, author: str) -> Record:
        with self._held(id):
            row = self._there(id, deleted=True)
            if not row.deleted:
                return record(row, self.sandbox)
            return self._put(row.written(author, deleted=False), "flow_brought_back", row)

    def clear(self) -> None:
        """Every flow is gone for good with its versions, also those that were deleted: their ids are free again."""
        for flow in self._shelf.ids():
            with self._shelf.locked(flow):
                self._shelf.drop(flow)

    def versions(self, id: str, *, deleted: bool = False) -> Sequence[VersionInfo]:
        """Newest first."""
        row = self._there(id, deleted=deleted)
        return self._versions(row).infos(row.live_version)

    def version(self, id: str, number: int, *, deleted: bool = False) -> Document:
        """The frozen document of a version."""
        return self._versions(self._there(id, deleted=deleted)).document(number)

    def live(self, id: str) -> tuple[int, Document]:
        """The version that runs: its number and frozen document. `Conflict("not_published")` if none or disabled."""
        row = self._there(id)
        if row.live_version is None or row.state != "enabled":
            raise Conflict("not_published", id=id, state=row.state)
        document = self._versions(row).document(row.live_version) if row.has_draft else row.document
        return row.live_version, document

    def stamp(self, id: str) -> Stamp | None:
        """Something that is different after every write of the flow; asks the folder, not the file."""
        return self._shelf.stamp(id) if fit_for_a_name(id) else None

    def damaged(self) -> Sequence[Damage]:
        """Files of this sandbox that failed their checksum and were set aside, latest first."""
        return self._damages.all()

    def _switch(self, flow: str, etag: str | None, author: str, before: str, after: str) -> Record:
        def switched(row: Row) -> Row:
            if row.state != before:
                raise Conflict(f"already_{row.state}" if row.state == after else "not_published", id=flow)
            return row.written(author, state=after)

        return self._change(flow, etag, switched, f"flow_{after}")

    def _change(self, flow: str, etag: str | None, change: Callable[[Row], Row], action: str = "") -> Record:
        with self._held(flow):
            row = self._there(flow)
            if etag is not None and etag != row.etag():
                raise Stale(etag, row.etag(), row.updated_by, record(row, self.sandbox).updated_at)
            return self._put(change(row), action, row)

    @contextmanager
    def _held(self, flow: str) -> Iterator[None]:
        if not self._shelf.has(flow):
            raise NotFound("flow", flow)
        with self._shelf.locked(flow):
            yield

    def _there(self, flow: str, *, deleted: bool = False) -> Row:
        row = self._row(flow) if self._shelf.has(flow) else None
        if row is None or (row.deleted and not deleted):
            raise NotFound("flow", flow)
        return row

    def _row(self, flow: str) -> Row | None:
        try:
            with self._shelf.open(flow, "draft") as database:
                found = database.table("flow").get(doc_id=1)
        except Damaged:
            return self._rebuilt(flow)
        return Row(**found) if isinstance(found, dict) else None

    def _rebuilt(self, flow: str) -> Row:
        """The row of a flow whose draft file and its copy are both lost, from the newest version; `Damaged` if none."""
        with self._shelf.locked(flow), self._shelf.open(flow, "versions") as database:
            row = row_from(flow, Versions(database))
        with self._shelf.locked(flow), self._shelf.open(flow, "draft") as database:
            database.storage.write({"flow": {"1": vars(row)}})
        return row

    def _put(self, row: Row, action: str, before: Row | None = None) -> Record:
        with self._shelf.open(row.id, "draft") as database:
            database.table("flow").upsert(TinyRow(vars(row), doc_id=1))
        if action:
            self._witness(action, f"flow/{row.id}", author=row.updated_by, sandbox=self.sandbox,
                          before=before and seen_of(before), after=seen_of(row))  # fmt: skip
        return record(row, self.sandbox)

    def _versions(self, row: Row) -> Versions:
        with self._shelf.open(row.id, "versions") as database:
            return Versions(database, row.last_version)

    def _add_version(self, row: Row, document: Document, author: str, *, name: str = "", note: str = "",
                     source: int | None = None) -> int:  # fmt: skip
        with self._shelf.open(row.id, "versions") as database:
            kept = versions_to_write(database, row)
            return kept.add(document, name=name, note=note, author=author, time=now(), source=source, kind=row.kind)

    def _line(self, flow: str) -> tuple[Summary, bool] | None:
        try:
            row = self._row(flow)
        except Damaged:
            return None
        return (summary(row), row.deleted) if row else None
