"""What a flow must be given to run: its declared inputs, and the model that its first steps expect. No page in it."""

import json
from typing import Any

from editor.run_view.answers import Asked
from storage.documents import Flow, read_flow


def asked_by(document: dict[str, Any]) -> Asked:
    """What this flow asks of its caller, with an example of the model it expects."""
    flow = read_flow(document)
    files = {one.name: one.required for one in flow.inputs if one.type == "file"}
    values = {one.name: _example(one.type) for one in flow.inputs if one.type != "file"}
    example = _expected(flow)
    if example is None and values:
        example = values
    if example is None:
        return Asked(files)
    return Asked(files, True, text=json.dumps(example, ensure_ascii=False, indent=2))


def _expected(flow: Flow) -> Any:
    """An example of the model that the flow's first step with one expects; None where no step wants a model."""
    for step in flow.steps():
        if step.enabled and step.type == "get_action_model":
            fields = step.settings.get("fields") or []
            return {one["name"]: _example(one.get("type", "string")) for one in fields if one.get("name")}
        if step.enabled and step.type == "get_raw_model":
            return step.settings.get("sample", {})
    return None


def _example(kind: str) -> Any:
    plain: dict[str, Any] = {"integer": 0, "number": 0, "decimal": "0.00", "boolean": False, "array": [], "object": {}}
    return plain.get(kind, "")
