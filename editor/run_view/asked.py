"""What a flow must be given to run: its declared inputs, and the model that its first steps expect. No page in it."""

import json
from dataclasses import dataclass, field
from typing import Any

from runtime.problems import Problem, Problems
from storage.documents import Flow, read_flow


@dataclass
class Asked:
    """The questions of a start form and their answers so far.

    `files` are the declared file inputs (name → required), `model` is whether a JSON model is expected. `chosen` maps
    input names to stored file ids, `text` is the model as typed.
    """

    files: dict[str, bool] = field(default_factory=dict)
    model: bool = False
    chosen: dict[str, str] = field(default_factory=dict)
    text: str = ""

    @property
    def nothing(self) -> bool:
        return not self.files and not self.model

    def answers(self) -> tuple[Any, dict[str, str]]:
        """The model and the files; `Problems` names everything that is missing or wrong."""
        wrong = [
            Problem(code="input_file_missing", setting=name, parameters={"name": name})
            for name, required in self.files.items()
            if required and name not in self.chosen
        ]
        model = None
        if self.text.strip():
            try:
                model = json.loads(self.text)
            except json.JSONDecodeError as error:
                where = {"line": error.lineno, "column": error.colno}
                wrong.append(Problem(code="model_not_json", setting="model", parameters=where))
        if wrong:
            raise Problems(*wrong)
        return model, dict(self.chosen)


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
