"""Effects in parts, and what they consume: whatever dies in between, no part is done twice and nothing changes."""

from typing import Any, ClassVar

import pytest

from runtime.context import Context
from runtime.engines.held import held, hold
from runtime.events import Event, StepFinished
from runtime.execution import Execution
from runtime.fields import Source
from runtime.kept import Unkept
from runtime.memory import Memory
from runtime.model import Model
from runtime.plan import plan_of
from runtime.recorded import Recorded
from runtime.step_context import Given
from runtime.step_type import Group, Nature, StepType
from runtime.steps import CATALOG
from runtime.stop import Stop
from runtime.world import StoreWorld
from storage.checkpoints import Checkpoints
from storage.files import Files
from storage.runs import Runs

TOLD: list[Any] = []


class TellWorld(StepType):
    """Tells somebody outside of every item, and can die on the way."""

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "send"

    source: Source = None
    dies_at: int | None = None

    def run(self, ctx: Context, *models: Model) -> Model:
        def tell(item: dict[str, Any], at: int) -> Any:
            if len(TOLD) == self.dies_at:
                raise KeyboardInterrupt
            TOLD.append(item["amount"])
            return {"said": item["amount"], "key": at}

        return ctx.tables.of([ctx.once(str(at), lambda key, item=item: tell(item, key))
                              for at, item in enumerate(models[0].items())])  # fmt: skip


class Remembering(Unkept):
    """What a durable run keeps, without a workflow."""

    def __init__(self, folder: Any) -> None:
        self.files, self.told = Checkpoints(folder), dict[str, Any]()

    def parts(self, step: str) -> dict[str, Any]:
        return dict(self.told)

    def part(self, step: str, part: str, result: Any) -> None:
        self.told[part] = result

    def model(self, step: str) -> Model | None:
        file = self.files.find("r", step)
        return held(file) if file else None

    def hold(self, step: str, model: Model) -> Model:
        return held(self.files.keep("r", step, lambda file: hold(model, file)))


@pytest.fixture
def attempt(monkeypatch: Any, tmp_path: Any, documents: Any):
    monkeypatch.setitem(CATALOG, "tell_world", TellWorld)
    TOLD.clear()
    kept, said = Remembering(tmp_path / "kept"), list[Event]()
    files = Files(tmp_path / "files")

    def attempted(amounts: list[float], dies_at: int | None = None) -> Execution:
        tell = documents.step("tell", "tell_world", {"dies_at": dies_at})
        document = documents.flow(documents.start, documents.keep("some"), tell, documents.end)
        execution = Execution(
            plan_of(document), Given("r", model=[{"amount": amount} for amount in amounts]), StoreWorld(files),
            said.append, stop=Stop(), kept=kept,
            recorded=Recorded.of(event.model_dump(mode="json") for event in said),
        )  # fmt: skip
        execution.go()
        return execution

    yield attempted, said
    files.close()


def test_a_part_that_was_done_is_not_done_again_and_what_was_meant_is_sent(attempt):
    run, said = attempt
    with pytest.raises(KeyboardInterrupt):
        run([1.0, 5.0, 6.0, 7.0], dies_at=2)
    again = run([9.0, 9.0])
    assert TOLD == [5.0, 6.0, 7.0]
    assert again.response
    assert again.response.content == [{"said": 5.0 + at, "key": f"r:tell:{at}"} for at in range(3)]
    counts = {event.step: (event.items_in, event.items_out) for event in said if isinstance(event, StepFinished)}
    assert counts == {"in": (0, 4), "some": (4, 3), "tell": (3, 3), "out": (3, 3)}


def test_a_finished_effect_is_not_even_begun_again(attempt):
    run, said = attempt
    run([5.0])
    steps = sum(isinstance(event, StepFinished) for event in said)
    run([5.0, 6.0])
    assert TOLD == [5.0]
    assert sum(isinstance(event, StepFinished) for event in said) == steps


def test_models_of_a_run_go_when_it_succeeded_and_are_missed_by_name(tmp_path: Any):
    database = Runs(tmp_path / "runs.sqlite")
    memory = Memory(tmp_path, database)
    memory.checkpoints.keep("r", "tell", lambda file: file.write_text("model") and None)
    assert memory.lacks("r", ["tell"]) is None
    memory.done("r")
    assert memory.lacks("r", ["tell", "more"]) == "tell"
    database.close()
