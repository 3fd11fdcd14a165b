"""What publishing would mean, also where only a called flow has a newer version."""

from typing import Any

from editor.designer.prospect import prospect_of
from runtime.installation import Installation
from runtime.publish import publish


def flow(name: str, *steps: dict[str, Any]) -> dict[str, Any]:
    start = {"id": "in", "type": "get_action_model", "settings": {}}
    end = {"id": "out", "type": "write_response", "settings": {}}
    return {"name": name, "phases": [{"id": "p", "name": "", "steps": [start, *steps, end]}]}


def test_a_newer_version_of_a_called_flow_is_worth_publishing(installation: Installation):
    flows = installation.flows()
    child = flows.create(flow("Child"), "ann").id
    publish(installation, child, "ann")
    call = {"id": "call", "type": "execute_dataflow", "settings": {"flow": child}}
    parent = flows.create(flow("Parent", call), "ann").id
    publish(installation, parent, "ann")
    assert prospect_of(installation, parent, flows.get(parent).document).newer == []
    flows.save(child, flow("Child, better"), None, "ann")
    publish(installation, child, "ann")
    prospect = prospect_of(installation, parent, flows.get(parent).document)
    assert (prospect.newer, prospect.changes) == ([("Child, better", 1, 2)], [])
    publish(installation, parent, "ann")
    assert flows.live(parent)[1]["uses"] == {"flow": {child: 2}}
