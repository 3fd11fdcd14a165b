"""A hold on a flow's draft: the document, its saving and its checks, and what others did to it meanwhile.

`document` is never changed in place, so whoever holds one keeps it. All of it belongs to one event loop; saving and
checking work in threads on documents of their own.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from editor.designer.autosave import Autosave, NotSaved, Saved, SaveState
from editor.designer.conflict import Conflict
from editor.designer.history import Edit, History
from editor.designer.wiring import Document
from runtime.check import Checked
from runtime.problems import Problem, Problems
from storage.errors import NotFound
from storage.flows import Flows
from storage.record import Record
from storage.samples import with_samples

PAUSE = 0.15
"""Seconds from an edit to its check: the answer to the edit goes first, and quick edits share one check."""


@dataclass(frozen=True)
class Change:
    """What subscribers are told. An edit, undo or redo carries its `edit`; so does what replaced the document."""

    kind: Literal["edit", "undo", "redo", "replaced", "checked", "saved"]
    edit: Edit | None = None


class Typing(Protocol):
    """A form that holds back for a moment what is typed into it."""

    @property
    def waiting(self) -> bool: ...

    def flush(self) -> None: ...


UNCHECKED = Checked(problems=[], schemas={}, order=[], sources={})
"""What is known of a draft before its first check: nothing, which is not the same as no problems."""


class Held:
    """What of a draft is not an edit. Subscribers are told of everything that changes here.

    Whoever may only read gets one that is not `editable`: every edit raises Problems and changes nothing.
    """

    def __init__(self, flows: Flows, flow_id: str, author: str, check: Callable[[Document], Checked],
                 *, editable: bool = True) -> None:  # fmt: skip
        self._flows, self.flow_id, self.author, self._check = flows, flow_id, author, check
        self.editable = editable
        self.record: Record = flows.get(flow_id)
        self.document: Document = with_samples(self.record.document, self.record.samples)
        self.conflict: Conflict | None = None
        self.checked = UNCHECKED
        self.history = History()
        self.typing: list[Typing] = []
        self._base = self.document
        self._subscribers: list[Callable[[Change], None]] = []
        self._checking: asyncio.Task[None] | None = None
        self._save = Autosave(self._write, self._save_changed, self.record.etag, self.record.updated_at)

    @property
    def etag(self) -> str:
        return self._save.etag

    @property
    def save_state(self) -> SaveState:
        return self._save.state

    @property
    def settled(self) -> bool:
        """All that was typed is on the disk."""
        return isinstance(self.save_state, Saved) and not any(form.waiting for form in self.typing)

    @property
    def can_undo(self) -> bool:
        return self.history.next_undo is not None

    @property
    def can_redo(self) -> bool:
        return self.history.next_redo is not None

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Told of every change from now on; the answer unsubscribes."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback) if callback in self._subscribers else None

    def replace(self, document: Document, edit: Edit) -> None:
        """The whole document anew (a version restored, an import)."""
        self._edit(document, edit, "replaced")

    def undo(self) -> Edit | None:
        return self._step_in_time(self.history.undo(), "undo")

    def redo(self) -> Edit | None:
        return self._step_in_time(self.history.redo(), "redo")

    async def flush(self) -> None:
        """Everything edited is on disk after this, or `save_state` says why not."""
        for form in self.typing:
            form.flush()
        await self._save.flush()

    def leave(self) -> None:
        """Nobody looks any more: tell nobody from now on."""
        self._subscribers.clear()
        self.typing.clear()

    def save_now(self) -> None:
        """The same without an event loop; blocks."""
        self._save.write_now()

    def look_at_theirs(self) -> Conflict:
        """What is stored now against what was last known here."""
        return Conflict.between(self._base, self._flows.get(self.flow_id))

    def keep_mine(self) -> None:
        """Save over what they saved, knowing it."""
        self._allow()
        if self.conflict:
            etag, self.conflict = self.conflict.etag, None
            self._save.resolve(etag, self.document)

    def take_theirs(self) -> None:
        """Go on from what is stored. What was here before is one undo away."""
        theirs = self._flows.get(self.flow_id)
        mine, self.document, self.conflict, self.record = self.document, theirs.document, None, theirs
        self._base = theirs.document
        edit = Edit("take_theirs", {"name": theirs.updated_by})
        self.history.note(edit, mine, theirs.document)
        self._save.resolve(theirs.etag, None)
        self._tell("replaced", edit)

    def deleted_by(self) -> str:
        """Who deleted the flow while it was open here; "" when it is not deleted."""
        return next((gone.updated_by for gone in self._flows.deleted() if gone.id == self.flow_id), "")

    def bring_back(self) -> None:
        """Take the deletion back, and save what was edited meanwhile; where the sandbox was emptied, as a new flow."""
        self._allow()
        try:
            back = self._flows.undelete(self.flow_id, self.author)
        except NotFound:
            back = self._flows.create(self.document, self.author, kind=self.record.kind, id=self.flow_id)
        self._save.resolve(back.etag, self.document)

    def published(self, record: Record) -> None:
        """The document became a version; editing goes on from there."""
        self.record, self._base = record, record.document
        self._save.resolve(record.etag, self.document if self._save.pending else None)

    def _edit(self, document: Document, edit: Edit, kind: Literal["edit", "replaced"] = "edit") -> None:
        self._allow()
        if document == self.document:
            return
        self.history.note(edit, self.document, document)
        self._moved(document, kind, edit)

    def _step_in_time(self, found: tuple[Edit, Document] | None, kind: Literal["undo", "redo"]) -> Edit | None:
        if found is None:
            return None
        self._moved(found[1], kind, found[0])
        return found[0]

    def _allow(self) -> None:
        if not self.editable:
            raise Problems(Problem(code="not_allowed"))

    def _moved(self, document: Document, kind: Literal["edit", "replaced", "undo", "redo"], edit: Edit) -> None:
        self.document = document
        self._save.touch(document)
        self._tell(kind, edit)

    def _tell(self, kind: Literal["edit", "undo", "redo", "replaced", "checked", "saved"], edit: Edit | None) -> None:
        for callback in list(self._subscribers):
            callback(Change(kind, edit))
        if kind in {"edit", "undo", "redo", "replaced"}:
            self.check_soon()

    def check_soon(self) -> None:
        """Check in a thread and tell `checked`; at once where no event loop runs."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.checked = self._check(self.document)
            self._tell("checked", None)
            return
        if self._checking is None:
            self._checking = loop.create_task(self._check_in_thread())

    async def _check_in_thread(self) -> None:
        await asyncio.sleep(PAUSE)
        document = None
        while document is not self.document:
            document = self.document
            checked = await asyncio.to_thread(self._check, document)
        self._checking = None
        self.checked = checked
        self._tell("checked", None)

    def _write(self, document: Document, etag: str | None) -> Record:
        record = self._flows.save(self.flow_id, document, etag, self.author)
        self._base, self.record = document, record
        return record

    def _save_changed(self) -> None:
        state = self._save.state
        if isinstance(state, NotSaved) and state.code == "stale":
            self.conflict = self.look_at_theirs()
        self._tell("saved", None)
