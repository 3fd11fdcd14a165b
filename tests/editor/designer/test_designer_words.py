"""What the designer says: changes in sentences, the palette's words, inputs nobody declared, who is in the room."""

from types import SimpleNamespace
from typing import Any

import pytest

from editor.designer.flow_settings import undeclared
from editor.designer.held import Held
from editor.designer.palette import NEXT, STARTS, offer
from editor.designer.rooms import News, Rooms
from editor.designer.running import feet
from editor.designer.teller import Teller
from editor.run_view.story import StepLine, Story
from editor.visitor import Visitor
from runtime.changes import changes
from runtime.check import Checked
from runtime.steps import CATALOG
from storage.flows import Flows


def visitor(language: str = "en") -> Visitor:
    return Visitor(SimpleNamespace(name="ann", role="lead"), language)  # type: ignore[arg-type]


def flow(**settings: Any) -> dict[str, Any]:
    return {"phases": [{"id": "p", "steps": [
        {"id": "a", "type": "get_empty_model", "name": "Start"},
        {"id": "b", "type": "filter_source", "name": "Left late", "settings": settings}]}]}  # fmt: skip


@pytest.mark.parametrize(("language", "told"), [
    ("en", "“Left late”, Conditions: now delay greater than 0 (was: delay greater than 15)."),
    ("fr", "«~Left late~», Conditions~: désormais delay supérieur à 0 (avant~: delay supérieur à 15)."),
])  # fmt: skip
def test_a_changed_condition_is_said_as_a_person_would(language: str, told: str):
    old, new = (flow(conditions=[{"field": "delay", "operator": "greater", "value": value}]) for value in (15, 0))
    assert [Teller(visitor(language), old, new).sentence(one) for one in changes(old, new)] == [
        told.replace("~", "\u00a0")
    ]


def test_a_changed_source_is_said_by_its_name():
    old, new = flow(source=None), flow(source="a")
    assert [Teller(visitor(), old, new).sentence(one) for one in changes(old, new)] == [
        "“Left late”, Source step: now “Start” (was: nothing)."
    ]


def test_a_long_value_is_cut():
    old, new = flow(match="x"), flow(match="y" * 500)
    [told] = [Teller(visitor(), old, new).sentence(one) for one in changes(old, new)]
    assert len(told) < 140


def test_every_change_has_a_sentence():
    old, new = flow(match="any"), {"name": "New", "description": "d", "inputs": [{"name": "f"}], "phases": [
        {"id": "q", "name": "Q", "steps": [
            {"id": "b", "type": "distinct", "name": "B", "note": "n", "enabled": False}]}]}  # fmt: skip
    for before, after in ((old, new), (new, old)):
        for one in changes(before, after):
            assert "{" not in Teller(visitor("fr"), before, after).sentence(one)


def test_the_palette_finds_steps_by_the_words_of_every_language():
    words = {one["type"]: one["words"] for one in offer("en")["types"]}
    assert words.keys() == CATALOG.keys()
    assert "Filtrer la source" in words["filter_source"]
    assert "Filter source" in words["filter_source"]


def test_the_palette_suggests_only_steps_that_there_are():
    suggested = {name for after in NEXT.values() for name in after} | set(STARTS)
    assert suggested <= CATALOG.keys()


def test_an_import_of_an_undeclared_file_is_noticed_once():
    asked = {"type": "import_file", "settings": {"file": {"from": "input", "name": "t"}}}
    document = {"inputs": [{"name": "known"}], "phases": [{"steps": [
        {"id": "1", **asked}, {"id": "2", **asked},
        {"id": "3", "settings": {"file": {"from": "input", "name": "known"}}},
        {"id": "4", "settings": {"file": {"from": "stored", "id": "x"}}},
        {"id": "5", "settings": {"file": "odd"}}]}]}  # fmt: skip
    assert [(name, step["id"]) for name, step in undeclared(document)] == [("t", "1")]


def held(author: str) -> Held:
    flows = Flows(None)
    flows.create({"name": "F"}, author, id="f")
    return Held(flows, "f", author, lambda _: Checked([], {}, [], {}))


def test_a_room_tells_everybody_in_it_and_ends_with_the_last():
    rooms, heard = Rooms(), []
    room, leave = rooms.enter("f", "page-1", held("ann"))
    _, leave_too = rooms.enter("f", "page-2", held("bob"))
    room.news.subscribe(heard.append)
    rooms.tell("f", News("page-2", "bob", "2-x"))
    rooms.tell("other", News("page-2", "bob", "2-x"))
    assert [news.author for news in heard] == ["bob"]
    leave_too()
    assert room.people == {"page-1": "ann"}
    leave()
    again, _ = rooms.enter("f", "page-3", held("ann"))
    assert again is not room


def test_a_cards_line_follows_the_run():
    steps = {
        "a": StepLine("a", "A", "", "succeeded", 0, 336776, seconds=0.42),
        "b": StepLine("b", "B", "", "running", items=79210, share=0.62),
        "c": StepLine("c", "C", "", "failed"),
        "d": StepLine("d", "D", ""),
    }
    story = Story("r", "running", steps, problems=[{"code": "source_self", "step": "c", "parameters": {}}])
    shown = feet(story, visitor(), {})
    assert shown["a"] == {"kind": "ok", "text": "336,776", "right": "0.42\u00a0s"}
    assert shown["b"] == {"kind": "running", "text": "79,210", "right": "62 %", "progress": 0.62}
    assert shown["c"]["kind"] == "failed"
    assert "d" not in shown
