"""How a run gets on when the world fails for a while, and when single items are bad."""

from collections.abc import Callable, Sequence
from typing import Any

from runtime.context import ReadOptions, Scripts, StoredFile, Tables, WriteOptions
from runtime.engines.values import model_of
from runtime.events import Event, LogLine, StepFinished
from runtime.execution import Execution
from runtime.faults import Faults
from runtime.fields import FileChoice
from runtime.kept import Unkept
from runtime.known import Known
from runtime.model import Model
from runtime.plan import plan_of
from runtime.recorded import Recorded
from runtime.schema import Schema
from runtime.step_context import Given
from runtime.stop import Stop


class UnsteadyWorld:
    """A store whose files can be read only at the third attempt."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.known = Known()

    def tables(self, creator: str, made: Callable[[StoredFile], None]) -> Tables:
        return self

    def read(self, file: FileChoice, options: ReadOptions, faults: Faults) -> Model:
        if self.failures:
            self.failures -= 1
            raise ConnectionResetError("gone for a moment")
        return self.of([{"amount": 1.0}, {"amount": 9.0}])

    def write(self, model: Model, name: str, options: WriteOptions) -> StoredFile:
        return StoredFile(id="made", name=name, size=model.count())

    def of(self, items: Sequence[Any], schema: Schema | None = None) -> Model:
        return model_of(items, schema)

    def file(self, id: str) -> StoredFile:
        return StoredFile(id=id, name=id)

    def scripts(self, note: Any, gauge: Any) -> Scripts:
        raise LookupError


def executed(document: dict[str, Any], failures: int) -> tuple[Execution, list[Event], list[str]]:
    said: list[Event] = []
    execution = Execution(
        plan_of(document), Given("r", files={"orders": "x"}), UnsteadyWorld(failures), said.append, stop=Stop(),
        kept=Unkept(), recorded=Recorded(),
    )  # fmt: skip
    return execution, said, [problem.code for problem in execution.go()]


def test_a_read_is_tried_again_as_often_as_its_step_says(documents: Any):
    document = documents.exporting("a.csv")
    document["phases"][0]["steps"][0]["advanced"] = {"retries": 2}
    execution, said, problems = executed(document, failures=2)
    assert problems == []
    retries = [
        event.parameters["attempt"] for event in said if isinstance(event, LogLine) and event.code == "step_retry"
    ]
    assert retries == [1, 2]
    counts = {event.step: event.items_out for event in said if isinstance(event, StepFinished)}
    assert counts == {"read": 2, "some": 1, "file0": 1, "out": 1}
    assert [file.name for file in execution.made_files] == ["a.csv"]


def test_a_file_named_after_its_items_counts_them_once(documents: Any):
    execution, said, problems = executed(documents.exporting("{amount}.csv"), failures=0)
    assert problems == []
    counts = {event.step: event.items_out for event in said if isinstance(event, StepFinished)}
    assert (counts["read"], counts["some"]) == (2, 1)
    assert len(execution.made_files) == 1


def test_without_retries_the_first_failure_ends_the_run(documents: Any):
    _, _, problems = executed(documents.exporting("a.csv"), failures=1)
    assert problems == ["step_broken"]


def test_bad_items_are_left_out_counted_and_told(documents: Any):
    sums = [{"left": {"field": "text"}, "operator": "+", "right": {"value": 1}, "into": "sum"}]
    start = documents.step("in", "get_raw_model", {"sample": [{"text": "1"}]})
    document = documents.flow(
        start, documents.step("sum", "simple_math", {"operations": sums}, advanced={"on_error": "skip_item"}),
        documents.end,
    )  # fmt: skip
    said: list[Event] = []
    given = Given("r", model=[{"text": "1"}, {"text": "nine"}, {"text": "3"}])
    execution = Execution(plan_of(document), given, UnsteadyWorld(0), said.append, stop=Stop(),
                          kept=Unkept(), recorded=Recorded())  # fmt: skip
    assert execution.go() == []
    assert execution.response is not None
    assert [item["sum"] for item in execution.response.content] == [2, 4]
    finished = {event.step: event for event in said if isinstance(event, StepFinished)}
    assert (finished["sum"].items_in, finished["sum"].items_out, finished["sum"].bad_items) == (3, 2, 1)
    told = [event for event in said if isinstance(event, LogLine)]
    assert [(event.code, event.parameters["count"], event.parameters["index"]) for event in told] == [
        ("items_skipped", 1, 1)
    ]


def test_chains_between_each_other_keep_their_own_counts_and_ends():
    def filtered(id: str, source: str, least: int) -> dict[str, Any]:
        kept = [{"field": "amount", "operator": "greater", "value": least}]
        return {"id": id, "type": "filter_source", "settings": {"source": source, "conditions": kept}}

    def made(id: str, source: str) -> dict[str, Any]:
        return {"id": id, "type": "export_to_file",
                "settings": {"source": source, "file_type": "csv", "file_name": "x.csv"}}  # fmt: skip

    read = {"type": "import_file", "settings": {"file": {"from": "input", "name": "orders"}}}
    steps = [{"id": "all", **read}, filtered("many", "all", 0), {"id": "again", **read}, filtered("few", "again", 5),
             made("first", "few"), made("last", "many")]  # fmt: skip
    document = {"inputs": [{"name": "orders"}], "phases": [{"id": "p", "steps": steps}]}
    _, said, problems = executed(document, 0)
    over = [(event.step, event.items_out, event.chain) for event in said if isinstance(event, StepFinished)]
    assert problems == []
    assert over == [("again", 2, "c1"), ("few", 1, "c1"), ("first", 1, "c1"),
                    ("all", 2, "c2"), ("many", 2, "c2"), ("last", 2, "c2")]  # fmt: skip
