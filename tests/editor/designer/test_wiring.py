"""Who reads whom on the board, also in documents that are wrong."""

from typing import Any

import pytest

from editor.designer.wiring import before, first_wiring, nearest, phase_of, readers, sources, step_of, steps

START = {"id": "start", "type": "get_empty_model"}
OTHER = {"id": "other", "type": "import_file"}
SOME = {"id": "some", "type": "filter_source", "settings": {"source": "start"}}
STRANGE = {"id": "strange", "type": "from_tomorrow", "settings": {"source": "start"}}


def flow(*added: dict[str, Any]) -> dict[str, Any]:
    return {
        "phases": [{"id": "a", "steps": [START, OTHER]}, {"id": "b", "steps": [SOME, STRANGE, *added]}, {"id": "c"}]
    }


def test_reading_order_is_phase_by_phase():
    assert [step["id"] for step in steps(flow())] == ["start", "other", "some", "strange"]
    assert [step["id"] for step in before(flow(), "some")] == ["start", "other"]


@pytest.mark.parametrize("find", [phase_of, step_of, before])
def test_what_is_not_there_is_no_silence(find: Any):
    with pytest.raises(KeyError):
        find(flow(), "gone")


def test_only_known_source_settings_count():
    assert sources(SOME) == {"source": "start"}
    assert sources(STRANGE) == {}
    assert [(step["id"], name) for step, name in readers(flow(), "start")] == [("some", "source")]


def test_the_nearest_step_is_one_that_is_switched_on():
    assert nearest([START, {**OTHER, "enabled": False}]) == "start"
    assert nearest([]) is None


def test_a_new_step_reads_the_nearest_and_joins_what_nobody_reads():
    join = {"id": "both", "type": "join_models"}
    keep = {"id": "keep", "type": "filter_source"}
    fresh = {"phases": [{"id": "a", "steps": [START, OTHER, SOME, keep, join]}]}
    assert first_wiring(fresh, "keep") == {"source": "some"}
    assert first_wiring({"phases": [{"id": "a", "steps": [START, OTHER, SOME, join]}]}, "both") == {
        "left": "some", "right": "other"
    }  # fmt: skip
    assert first_wiring(fresh, "other") == {}
