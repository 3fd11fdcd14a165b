"""What a step sees while it is only checked: no file, no caller, no effect."""

from collections.abc import Sequence
from typing import Any, Literal

from runtime.context import ReadOptions, Scripts, StoredFile, Tables, WriteOptions
from runtime.faults import Faults
from runtime.fields import Advanced, FileChoice
from runtime.model import Model
from runtime.schema import Schema


class CheckContext:
    """A context in which nothing is read and nothing is done."""

    run_id = ""
    dry = True

    def __init__(self, step: str, advanced: Advanced) -> None:
        self.step_id = step
        self.key = f":{step}"
        self.timeout = advanced.timeout
        self.faults = Faults(step, advanced.on_error)
        self.tables: Tables = _NoTables()

    @property
    def scripts(self) -> Scripts:
        from runtime.services.scripts import RuntimeScripts

        return RuntimeScripts(lambda level, text: None)

    def caller_model(self) -> Any:
        return []

    def respond(self, shape: str, items: Model, status: int, leave_out_empty: bool) -> None:
        return None

    def log(self, code: str, level: Literal["debug", "info", "warning", "error"] = "info", **parameters: Any) -> None:
        return None

    def would(self, code: str, **parameters: Any) -> None:
        return None


class _NoTables:
    """Files are not opened: what comes from one has open fields."""

    def read(self, file: FileChoice, options: ReadOptions, faults: Faults) -> Model:
        from runtime.engines.open_model import OpenModel

        return OpenModel({})

    def write(self, model: Model, name: str, options: WriteOptions) -> StoredFile:
        return StoredFile(id="", name=name)

    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        from runtime.engines.values import model_of

        return model_of(list(items), schema)
