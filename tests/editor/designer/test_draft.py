"""Editing a flow: every edit can be taken back, nothing is saved without a word, nobody overwrites anybody unseen."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.designer.autosave import NotSaved, Saved, Saving
from editor.designer.draft import Draft
from editor.designer.wiring import steps
from runtime.check import check
from storage.errors import DiskFull
from storage.flows import Flows
from storage.record import Record

FLOW: dict[str, Any] = {
    "name": "Late", "inputs": [{"name": "flights", "type": "file", "required": True}],
    "phases": [
        {"id": "read", "name": "Read", "steps": [
            {"id": "flights", "type": "import_file", "settings": {"file": {"from": "input", "name": "flights"}}},
            {"id": "airlines", "type": "import_file", "settings": {}}]},
        {"id": "prepare", "name": "Prepare", "steps": [
            {"id": "late", "type": "filter_source", "name": "Left late", "settings": {"source": "flights"}},
            {"id": "far", "type": "filter_source", "settings": {"source": "late"}}]},
    ],
}  # fmt: skip


def draft_of(document: dict[str, Any] = FLOW, flows: Flows | None = None, author: str = "ann") -> Draft:
    flows = flows or Flows(None)
    if not any(flow.id == "late" for flow in flows.list()):
        flows.create(document, "ann", id="late")
    return Draft(flows, "late", author, check)


def ids(draft: Draft) -> list[str]:
    return [step["id"] for step in steps(draft.document)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_undoing_every_edit_gives_back_the_flow_and_redoing_gives_back_the_work(data: st.DataObject):
    draft = draft_of()
    before = draft.document
    for _ in range(data.draw(st.integers(1, 12))):
        some_edit(draft, data)
    while draft.can_redo:
        draft.redo()
    after = draft.document
    while draft.can_undo:
        draft.undo()
    assert draft.document == before
    while draft.can_redo:
        draft.redo()
    assert draft.document == after


def some_edit(draft: Draft, data: st.DataObject) -> None:
    phases = [phase["id"] for phase in draft.document["phases"]] or [draft.add_phase()]
    phase, at = data.draw(st.sampled_from(phases)), data.draw(st.none() | st.integers(0, 4))
    step = data.draw(st.sampled_from(ids(draft))) if ids(draft) else draft.add_step(phase, "distinct")
    words = st.text(max_size=5)
    edits = {
        "add_phase": lambda: draft.add_phase(data.draw(words), at),
        "rename_phase": lambda: draft.rename_phase(phase, data.draw(words)),
        "delete_phase": lambda: draft.delete_phase(phase, data.draw(st.booleans())),
        "move_phase": lambda: draft.move_phase(phase, at or 0),
        "add_step": lambda: draft.add_step(phase, data.draw(st.sampled_from(["filter_source", "group_by"])), at),
        "delete_step": lambda: draft.delete_step(step, data.draw(st.booleans())),
        "move_step": lambda: draft.move_step(step, phase, at),
        "rename_step": lambda: draft.rename_step(step, data.draw(words)),
        "set_note": lambda: draft.set_note(step, data.draw(words)),
        "set_enabled": lambda: draft.set_enabled(step, data.draw(st.booleans())),
        "set_setting": lambda: draft.set_setting(step, "match", data.draw(words)),
        "set_advanced": lambda: draft.set_advanced(step, "retries", data.draw(st.integers(0, 3))),
        "set_sample": lambda: draft.set_sample(step, data.draw(st.none() | words)),
        "set_inputs": lambda: draft.set_inputs([{"name": data.draw(words)}]),
        "rename_flow": lambda: draft.rename_flow(data.draw(words)),
        "undo": draft.undo,
        "redo": draft.redo,
    }
    edits[data.draw(st.sampled_from(sorted(edits)))]()


def test_a_new_step_reads_the_step_before_it_in_writing():
    draft = draft_of()
    added = draft.add_step("read", "filter_source")
    assert draft.step(added)["settings"] == {"source": "airlines"}


def test_a_new_join_takes_the_model_that_nobody_reads_yet():
    draft = draft_of()
    added = draft.add_step("prepare", "join_models")
    assert draft.step(added)["settings"] == {"left": "far", "right": "airlines"}


def test_moving_a_card_rewires_nothing():
    draft = draft_of()
    draft.move_step("late", "read", 0)
    assert ids(draft)[0] == "late"
    assert draft.step("late")["settings"] == {"source": "flights"}
    assert draft.step("far")["settings"] == {"source": "late"}
    assert [problem.code for problem in draft.problems_of("late")] == ["source_later"]


def test_readers_of_a_deleted_step_read_on_from_its_source():
    draft = draft_of()
    draft.delete_step("late")
    assert draft.step("far")["settings"]["source"] == "flights"


def test_a_deleted_phase_leaves_no_reader_behind():
    draft = draft_of()
    last = draft.add_phase("Out")
    answer = draft.add_step(last, "write_response")
    draft.delete_phase("prepare")
    assert draft.step(answer)["settings"]["source"] == "flights"


def test_typing_into_one_setting_is_one_step_back():
    draft = draft_of()
    for text in ("1", "12", "123"):
        draft.set_setting("late", "match", text)
    draft.undo()
    assert "match" not in draft.step("late")["settings"]


def test_an_edit_of_nothing_is_no_edit():
    draft = draft_of()
    draft.rename_step("late", "Left late")
    assert not draft.can_undo
    assert isinstance(draft.save_state, Saved)


@pytest.mark.parametrize("edit", [
    lambda draft: draft.delete_step("gone"), lambda draft: draft.add_step("gone", "distinct"),
    lambda draft: draft.move_step("late", "gone"), lambda draft: draft.move_phase("gone", 0),
    lambda draft: draft.set_setting("gone", "match", 1),
])  # fmt: skip
def test_an_edit_of_what_is_gone_changes_nothing(edit: Any):
    draft = draft_of()
    with pytest.raises(KeyError):
        edit(draft)
    assert draft.document == FLOW
    assert not draft.can_undo


def test_saved_is_said_when_it_is_on_disk_and_not_before():
    async def edit() -> None:
        flows = Flows(None)
        draft = draft_of(flows=flows)
        said: list[str] = []
        draft.subscribe(lambda change: said.append(type(draft.save_state).__name__))
        draft.rename_flow("Later")
        assert isinstance(draft.save_state, Saving)
        assert flows.get("late").document["name"] == "Late"
        await draft.flush()
        assert isinstance(draft.save_state, Saved)
        assert flows.get("late").document["name"] == "Later"
        assert (said[0], said[-1]) == ("Saving", "Saved")

    asyncio.run(edit())


def test_an_edit_during_a_save_is_saved_after_it():
    async def edit() -> None:
        flows = Flows(None)
        draft = draft_of(flows=flows)
        draft.rename_flow("One")
        saving = asyncio.ensure_future(draft.flush())
        await asyncio.sleep(0)
        draft.rename_flow("Two")
        await saving
        await draft.flush()
        assert flows.get("late").document["name"] == "Two"
        assert isinstance(draft.save_state, Saved)

    asyncio.run(edit())


class FullDisk(Flows):
    """A store whose disk is full until there is room."""

    room = False

    def save(self, id: str, document: dict[str, Any], etag: str | None, author: str) -> Record:
        if not self.room:
            raise DiskFull("disk_full")
        return super().save(id, document, etag, author)


def test_a_full_disk_is_said_and_the_edit_is_saved_when_there_is_room():
    flows = FullDisk(None)
    draft = draft_of(flows=flows)
    draft.rename_flow("Later")
    draft.save_now()
    assert draft.save_state == NotSaved("disk_full")
    flows.room = True
    draft.save_now()
    assert isinstance(draft.save_state, Saved)
    assert flows.get("late").document["name"] == "Later"


def two_on_one_flow() -> tuple[Flows, Draft, Draft]:
    flows = Flows(None)
    mine, theirs = draft_of(flows=flows), draft_of(flows=flows, author="bob")
    theirs.rename_step("late", "Delayed")
    theirs.save_now()
    mine.rename_flow("Mine")
    mine.save_now()
    return flows, mine, theirs


def test_the_second_writer_is_refused_with_who_and_what():
    flows, mine, _ = two_on_one_flow()
    assert isinstance(mine.save_state, NotSaved)
    assert mine.save_state.code == "stale"
    assert mine.conflict
    assert mine.conflict.author == "bob"
    assert [(change.code, change.step) for change in mine.conflict.changes] == [("step_renamed", "late")]
    assert flows.get("late").document["name"] == "Late"
    assert mine.document["name"] == "Mine"


def test_the_second_writer_may_keep_theirs_knowingly():
    flows, mine, _ = two_on_one_flow()
    mine.keep_mine()
    mine.save_now()
    assert isinstance(mine.save_state, Saved)
    assert flows.get("late").document["name"] == "Mine"


def test_who_takes_the_other_version_loses_nothing_typed():
    flows, mine, _ = two_on_one_flow()
    mine.take_theirs()
    assert isinstance(mine.save_state, Saved)
    assert mine.step("late")["name"] == "Delayed"
    mine.undo()
    assert mine.document["name"] == "Mine"
    mine.save_now()
    assert flows.get("late").document["name"] == "Mine"


def test_typing_on_while_refused_writes_nothing():
    flows, mine, _ = two_on_one_flow()
    mine.rename_flow("Mine still")
    mine.save_now()
    assert flows.get("late").document["name"] == "Late"
    assert mine.document["name"] == "Mine still"


def test_the_fields_of_a_source_are_known_to_its_reader():
    document = {"name": "", "phases": [{"id": "p", "name": "", "steps": [
        {"id": "in", "type": "get_action_model", "settings": {"fields": [{"name": "amount", "type": "number"}]}},
        {"id": "big", "type": "filter_source", "settings": {}}]}]}  # fmt: skip
    draft = draft_of(document)
    draft.check_soon()
    assert list(draft.source_schema("big") or {}) == ["amount"]
    assert draft.sources("big") == [("in", "")]


def test_a_flow_whose_sandbox_was_emptied_comes_back_as_a_new_one():
    flows = Flows(None)

    async def story() -> Draft:
        draft = draft_of(flows=flows)
        flows.clear()
        draft.rename_flow("Later")
        await draft.flush()
        assert isinstance(draft.save_state, NotSaved) and draft.deleted_by() == ""
        draft.bring_back()
        await draft.flush()
        return draft

    draft = asyncio.run(story())
    assert isinstance(draft.save_state, Saved)
    assert flows.get("late").document == draft.document and draft.document["name"] == "Later"
