"""What a flow must be given to run: its declared inputs, and the model that its first steps expect. No page in it."""

import json
from typing import Any

from editor.run_view.answers import Asked
from runtime.world import samples
from storage.documents import Flow, read_flow

_SECRET = "secret"  # noqa: S105 - a word, no secret


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
    text = json.dumps(example, ensure_ascii=False, indent=2)
    return Asked(files, True, text=text, secrets=dict.fromkeys(_secrets(flow), ""))


def sampled(document: dict[str, Any]) -> dict[str, str]:
    """Input name → the stored file that is the sample of the step that reads it."""
    found, named = samples(document), {}
    for step in read_flow(document).steps():
        choice = step.settings.get("file")
        if step.enabled and step.id in found and isinstance(choice, dict) and choice.get("from", "input") == "input":
            named[str(choice.get("name"))] = found[step.id]
    return named


def _expected(flow: Flow) -> Any:
    """An example of the model that the flow's first step with one expects; None where no step wants a model."""
    for step in flow.steps():
        if step.enabled and step.type == "get_action_model":
            fields = step.settings.get("fields") or []
            return {
                one["name"]: _example(one.get("type", "string"))
                for one in fields
                if one.get("name") and one.get("type") != _SECRET
            }
        if step.enabled and step.type == "get_raw_model":
            return step.settings.get("sample", {})
    return None


def _secrets(flow: Flow) -> list[str]:
    """The fields of the model that are typed unseen."""
    return [
        one["name"]
        for step in flow.steps()
        if step.enabled and step.type == "get_action_model"
        for one in step.settings.get("fields") or []
        if one.get("name") and one.get("type") == _SECRET
    ]


def _example(kind: str) -> Any:
    plain: dict[str, Any] = {"integer": 0, "number": 0, "decimal": "0.00", "boolean": False, "array": [], "object": {}}
    return plain.get(kind, "")
