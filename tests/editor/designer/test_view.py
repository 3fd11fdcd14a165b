"""The board gets what changed and nothing else, and applying it gives the same board."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from editor.designer.view import View, difference, view
from editor.i18n import translate
from runtime.problems import Problem


class English:
    language = "en"

    def say(self, key: str, **parameters: Any) -> str:
        return translate(key, "en", **parameters)

    def explain(self, wrong: Problem, step_type: str = "") -> str:
        return wrong.code


FLOW: dict[str, Any] = {"phases": [
    {"id": "one", "name": "One", "steps": [{"id": "a", "type": "get_empty_model", "settings": {}}]},
    {"id": "two", "name": "Two", "steps": [
        {"id": "b", "type": "filter_source", "name": "Mine", "settings": {"source": "a"}},
        {"id": "c", "type": "filter_source", "enabled": False, "settings": {}},
        {"id": "d", "type": "from_tomorrow"}]},
]}  # fmt: skip


def shown(document: dict[str, Any], problems: list[Problem] | None = None, feet: dict[str, Any] | None = None) -> View:
    return view(document, problems or [], feet or {}, English())


def applied(old: View, patch: dict[str, Any]) -> View:
    """What `board/flow.js` does with a patch."""
    known = {phase["id"]: phase for phase in [*old.phases, *patch.get("phases", [])]}
    phases = [known[name] for name in patch["order"]] if "order" in patch else old.phases
    cards = old.cards | patch.get("cards", {})
    return View(phases, {name: card for name, card in cards.items() if name not in patch.get("gone", [])})


def test_a_card_says_its_name_its_type_and_whom_it_reads():
    cards = shown(FLOW).cards
    assert (cards["a"]["title"], cards["a"]["group"]) == ("Get empty model", "input")
    assert (cards["b"]["title"], cards["b"]["type"], cards["b"]["reads"]) == ("Mine", "Filter source", [("a", True)])
    assert cards["b"]["told"] == "reads Get empty model"
    assert (cards["c"]["on"], cards["c"]["reads"]) == (False, [("b", False)])
    assert (cards["d"]["title"], cards["d"]["group"], cards["d"]["reads"]) == ("from_tomorrow", "unknown", [])


def test_a_card_without_a_name_says_its_type_once():
    assert [shown(FLOW).cards[name]["type"] for name in ("a", "d")] == ["", ""]


def test_a_card_is_made_again_only_when_it_tells_something_else():
    made: dict[str, Any] = {}
    first = view(FLOW, [], {}, English(), made)
    renamed = deepcopy(FLOW)
    renamed["phases"][0]["steps"][0]["name"] = "Source"
    second = view(renamed, [], {}, English(), made)
    assert second == view(renamed, [], {}, English())
    assert [name for name in "abcd" if first.cards[name] is second.cards[name]] == ["c", "d"]
    assert view({"phases": []}, [], {}, English(), made) == View()
    assert not made


def test_a_cards_line_is_its_first_error_until_a_run_writes_there():
    problems = [Problem(code="mild", step="b", severity="warning"), Problem(code="grave", step="b")]
    assert shown(FLOW, problems).cards["b"]["foot"] == {"kind": "problem", "text": "grave"}
    assert shown(FLOW, problems, {"b": {"kind": "ok", "text": "3"}}).cards["b"]["foot"]["kind"] == "ok"


def test_renaming_one_step_of_many_sends_one_card():
    renamed = deepcopy(FLOW)
    renamed["phases"][1]["steps"][1]["name"] = "New"
    patch = difference(shown(FLOW), shown(renamed))
    assert list(patch) == ["cards"]
    assert list(patch["cards"]) == ["c"]


def test_no_change_sends_nothing():
    assert difference(shown(FLOW), shown(deepcopy(FLOW))) == {}


names = st.sampled_from("abcdefg")
phases = st.tuples(names, st.text("xy", max_size=2), st.lists(names, max_size=4, unique=True))


def drawn(told: list[tuple[str, str, list[str]]]) -> dict[str, Any]:
    return {"phases": [
        {"id": phase, "name": name, "steps": [{"id": phase + step, "type": "distinct", "name": name} for step in steps]}
        for phase, name, steps in told]}  # fmt: skip


flows = st.lists(phases, max_size=4, unique_by=lambda phase: phase[0]).map(drawn)


@given(flows, flows)
def test_old_and_difference_make_new(old: dict[str, Any], new: dict[str, Any]):
    before, after = shown(old), shown(new)
    assert applied(before, difference(before, after)) == after
