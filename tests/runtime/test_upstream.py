"""A broken card elsewhere does not keep anybody from seeing the data here."""

from runtime.upstream import upstream


def flow(*steps):
    return {"name": "x", "phases": [{"id": "a", "steps": list(steps)}, {"id": "b", "steps": []}]}


GIVEN = {"id": "given", "type": "get_action_model", "settings": {}}
BROKEN = {"id": "broken", "type": "filter_source", "settings": "oops"}
LATE = {"id": "late", "type": "filter_source", "settings": {"conditions": []}}
FEW = {"id": "few", "type": "distinct", "settings": {"source": "late"}}


def test_only_what_a_step_reads_stays_and_open_sources_are_written_out():
    found = upstream(flow(GIVEN, BROKEN, LATE, FEW), {"late": {"source": "given"}}, "few")
    assert [step["id"] for step in found["phases"][0]["steps"]] == ["given", "late", "few"]
    assert found["phases"][0]["steps"][1]["settings"] == {"conditions": [], "source": "given"}


def test_a_step_of_broken_settings_and_a_circle_do_no_harm():
    assert upstream(flow(BROKEN), {}, "broken")["phases"][0]["steps"] == [{**BROKEN, "settings": {}}]
    one, other = {**LATE, "settings": {"source": "few"}}, FEW
    assert len(upstream(flow(one, other), {}, "few")["phases"][0]["steps"]) == 2


def test_the_document_itself_is_not_touched():
    document = flow(GIVEN, LATE)
    upstream(document, {"late": {"source": "given"}}, "late")
    assert document == flow(GIVEN, LATE)
