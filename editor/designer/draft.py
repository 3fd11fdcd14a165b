"""The flow being edited: what the board, the forms and the sheets share. No interface in here.

`document` is never changed in place, so whoever holds one keeps it. All of it belongs to one event loop; saving and
checking work in threads on documents of their own.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from secrets import choice
from typing import Any, Literal

from editor.designer import edits
from editor.designer.autosave import Autosave, NotSaved, SaveState
from editor.designer.conflict import Conflict
from editor.designer.history import Edit, History
from editor.designer.wiring import Document, Step, before, phase_of, readers, step_of, steps
from runtime.check import Checked
from runtime.problems import Problem
from runtime.schema import Schema
from storage.flows import Flows
from storage.record import Record

PAUSE = 0.15
"""Seconds from an edit to its check: the answer to the edit goes first, and quick edits share one check."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Change:
    """What subscribers are told. An edit, undo or redo carries its `edit`; so does what replaced the document."""

    kind: Literal["edit", "undo", "redo", "replaced", "checked", "saved"]
    edit: Edit | None = None


class Draft:
    """One person's hold on a flow's draft. Edits of unknown ids raise KeyError and change nothing."""

    def __init__(self, flows: Flows, flow_id: str, author: str, check: Callable[[Document], Checked]) -> None:
        self._flows, self.flow_id, self.author, self._check = flows, flow_id, author, check
        self.record: Record = flows.get(flow_id)
        self.document: Document = self.record.document
        self.conflict: Conflict | None = None
        self.checked = Checked(problems=[], schemas={}, order=[], sources={})
        self.history = History()
        self._base = self.document
        self._subscribers: list[Callable[[Change], None]] = []
        self._checking: asyncio.Task[None] | None = None
        self._save = Autosave(self._write, self._save_changed, self.record.etag)

    # --- what it is

    @property
    def etag(self) -> str:
        return self._save.etag

    @property
    def save_state(self) -> SaveState:
        return self._save.state

    @property
    def can_undo(self) -> bool:
        return self.history.next_undo is not None

    @property
    def can_redo(self) -> bool:
        return self.history.next_redo is not None

    def step(self, step_id: str) -> Step:
        return step_of(self.document, step_id)

    def has(self, step_id: str) -> bool:
        return any(step["id"] == step_id for step in steps(self.document))

    def sources(self, step_id: str, setting: str = "source") -> list[tuple[str, str]]:
        """The steps that this setting may name: all earlier ones in reading order, as (id, name)."""
        return [(step["id"], step.get("name", "")) for step in before(self.document, step_id)]

    def schema_of(self, step_id: str) -> Schema | None:
        """The fields that the step hands on; None where they are open or not known yet."""
        return self.checked.schemas.get(step_id)

    def source_schema(self, step_id: str, setting: str = "source") -> Schema | None:
        """The fields that the step gets from the source that `setting` names; None where open."""
        source = self.step(step_id).get("settings", {}).get(setting)
        source = source or self.checked.sources.get(step_id, {}).get(setting)
        return self.schema_of(source) if source else None

    def problems_of(self, step_id: str) -> list[Problem]:
        return [problem for problem in self.checked.problems if problem.step == step_id]

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Told of every change from now on; the answer unsubscribes."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback) if callback in self._subscribers else None

    # --- edits

    def add_phase(self, name: str = "", at: int | None = None) -> str:
        phase_id = _new_id("phase")
        self._edit(edits.add_phase(self.document, phase_id, name, at), Edit("add_phase"))
        return phase_id

    def rename_phase(self, phase_id: str, name: str) -> None:
        self._edit(edits.rename_phase(self.document, phase_id, name), Edit("rename_phase", {"name": name}))

    def delete_phase(self, phase_id: str, reconnect: bool = True) -> None:
        """The phase with all its steps; their readers elsewhere read on from what those had read."""
        new = edits.delete_phase(self.document, phase_id)
        gone = {step["id"] for step in steps(self.document)} - {step["id"] for step in steps(new)}
        new = edits.connect_readers(self.document, new, gone) if reconnect else new
        self._edit(new, Edit("delete_phase", {"name": phase_of(self.document, phase_id).get("name", "")}))

    def move_phase(self, phase_id: str, at: int) -> None:
        self._edit(edits.move_phase(self.document, phase_id, at), Edit("move_phase"))

    def add_step(self, phase_id: str, step_type: str, at: int | None = None) -> str:
        step_id = _new_id(step_type)
        step: Step = {"id": step_id, "type": step_type, "name": "", "settings": {}}
        self._edit(edits.add_step(self.document, phase_id, step, at), Edit("add_step", {}, (step_id,)))
        return step_id

    def delete_step(self, step_id: str, reconnect: bool = True) -> None:
        new = edits.delete_step(self.document, step_id)
        new = edits.connect_readers(self.document, new, {step_id}) if reconnect else new
        self._edit(new, Edit("delete_step", {"name": self.step(step_id).get("name", "")}, (step_id,)))

    def connect(self, readers_of: str, source: str) -> None:
        """Every step that reads `readers_of` reads `source` instead."""
        new = self.document
        for step, setting in readers(self.document, readers_of):
            new = edits.set_settings(new, step["id"], {setting: source})
        self._edit(new, Edit("connect", {}, (source,)))

    def move_step(self, step_id: str, phase_id: str, at: int | None = None) -> None:
        self._edit(edits.move_step(self.document, step_id, phase_id, at), Edit("move_step", {}, (step_id,)))

    def rename_step(self, step_id: str, name: str) -> None:
        self._set(step_id, "rename_step", name=name)

    def set_note(self, step_id: str, note: str) -> None:
        self._set(step_id, "set_note", note=note)

    def set_enabled(self, step_id: str, enabled: bool) -> None:
        self._set(step_id, "enable" if enabled else "disable", enabled=enabled)

    def set_sample(self, step_id: str, file_id: str | None) -> None:
        """The file that previews read; it stays with the draft and never goes into a version."""
        self._set(step_id, "set_sample", sample={"file": file_id} if file_id else None)

    def set_setting(self, step_id: str, name: str, value: Any) -> None:
        new = edits.set_settings(self.document, step_id, {name: value})
        self._edit(new, Edit("set_setting", {}, (step_id,), f"{step_id}.{name}"))

    def remove_setting(self, step_id: str, name: str) -> None:
        """Without the setting: its default, or the end of one that its type does not know."""
        kept = {known: value for known, value in self.step(step_id).get("settings", {}).items() if known != name}
        self._edit(edits.set_step(self.document, step_id, settings=kept), Edit("set_setting", {}, (step_id,)))

    def set_advanced(self, step_id: str, name: str, value: Any) -> None:
        new = edits.set_advanced(self.document, step_id, {name: value})
        self._edit(new, Edit("set_setting", {}, (step_id,), f"{step_id}.advanced.{name}"))

    def set_inputs(self, inputs: list[dict[str, Any]]) -> None:
        self._edit(edits.put(self.document, inputs=inputs), Edit("set_inputs", place="inputs"))

    def rename_flow(self, name: str) -> None:
        self._edit(edits.put(self.document, name=name), Edit("rename_flow", place="name"))

    def describe_flow(self, description: str) -> None:
        self._edit(edits.put(self.document, description=description), Edit("describe_flow", place="description"))

    def replace(self, document: Document, edit: Edit) -> None:
        """The whole document anew (a version restored, an import)."""
        self._edit(document, edit, "replaced")

    def undo(self) -> Edit | None:
        return self._step_in_time(self.history.undo(), "undo")

    def redo(self) -> Edit | None:
        return self._step_in_time(self.history.redo(), "redo")

    # --- saving

    async def flush(self) -> None:
        """Everything edited is on disk after this, or `save_state` says why not."""
        await self._save.flush()

    def leave(self) -> None:
        """Nobody looks any more: tell nobody from now on."""
        self._subscribers.clear()

    def save_now(self) -> None:
        """The same without an event loop; blocks."""
        self._save.write_now()

    def look_at_theirs(self) -> Conflict:
        """What is stored now against what was last known here."""
        return Conflict.between(self._base, self._flows.get(self.flow_id))

    def keep_mine(self) -> None:
        """Save over what they saved, knowing it."""
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

    def published(self, record: Record) -> None:
        """The document became a version; editing goes on from there."""
        self.record, self._base = record, record.document
        self._save.resolve(record.etag, None)

    # --- underneath

    def _set(self, step_id: str, code: str, **values: Any) -> None:
        new = edits.set_step(self.document, step_id, **values)
        place = f"{step_id}.{code}" if code in {"rename_step", "set_note"} else ""
        self._edit(new, Edit(code, {"name": self.step(step_id).get("name", "")}, (step_id,), place))

    def _edit(self, document: Document, edit: Edit, kind: Literal["edit", "replaced"] = "edit") -> None:
        if document == self.document:
            return
        self.history.note(edit, self.document, document)
        self._moved(document, kind, edit)

    def _step_in_time(self, found: tuple[Edit, Document] | None, kind: Literal["undo", "redo"]) -> Edit | None:
        if found is None:
            return None
        self._moved(found[1], kind, found[0])
        return found[0]

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


def _new_id(kind: str) -> str:
    """An id that no earlier step had, so that a reader of a deleted step never reads another one by accident."""
    return f"{kind}-{''.join(choice(_LETTERS) for _ in range(5))}"
