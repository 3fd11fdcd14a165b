"""The questions of a start form and their answers so far. No page in it."""

import json
from dataclasses import dataclass, field
from typing import Any

from runtime.problems import Problem, Problems


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
