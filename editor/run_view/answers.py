"""The questions of a start form and their answers so far. No page in it."""

import json
from dataclasses import dataclass, field
from typing import Any

from runtime.problems import Problem, Problems, problem


@dataclass
class Asked:
    """The questions of a start form and their answers so far.

    `files` are the declared file inputs (name → required), `model` is whether a JSON model is expected. `chosen` maps
    input names to stored file ids; `samples` stand in for files that are not chosen: a dry run reads them by itself.
    `text` is the model as typed, `sent` the one of a file in its place. `secrets` are the fields of the model that are
    typed unseen, with what was typed.
    """

    files: dict[str, bool] = field(default_factory=dict)
    model: bool = False
    chosen: dict[str, str] = field(default_factory=dict)
    samples: dict[str, str] = field(default_factory=dict)
    text: str = ""
    sent: bytes | None = None
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        return not self.files and not self.model

    def answers(self) -> tuple[Any, dict[str, str]]:
        """The model and the files; `Problems` names everything that is missing or wrong."""
        wrong = [
            Problem(code="input_file_missing", setting=name, parameters={"name": name})
            for name, required in self.files.items()
            if required and name not in self.chosen and name not in self.samples
        ]
        model = None
        try:
            model = self._with_secrets(self._model())
        except Problems as unreadable:
            wrong += unreadable.problems
        if wrong:
            raise Problems(*wrong)
        return model, dict(self.chosen)

    def _with_secrets(self, model: Any) -> Any:
        """What was typed unseen stands in every item."""
        typed = {name: value for name, value in self.secrets.items() if value}
        if not typed:
            return model
        if isinstance(model, list):
            return [{**one, **typed} if isinstance(one, dict) else one for one in model]
        return {**model, **typed} if isinstance(model, dict) else typed if model is None else model

    def _model(self) -> Any:
        """What was sent or typed; None where it is nothing but space."""
        said = self.text if self.sent is None else self.sent
        try:
            return json.loads(said) if said.strip() else None
        except json.JSONDecodeError as error:
            raise problem("model_not_json", "model", line=error.lineno, column=error.colno) from None
        except UnicodeError:
            raise problem("model_not_utf8", "model") from None
        except RecursionError:
            raise problem("value_too_deep", "model") from None
