"""Only what means something for a step is asked under “Advanced”."""

from editor.designer.inspector_advanced import asked
from runtime.steps import CATALOG


def test_each_kind_of_step_is_asked_what_applies_to_it():
    assert asked("execute_script") == ["on_error", "timeout"]
    assert asked("import_file") == (["on_error", "retries"] if CATALOG["import_file"].per_item else ["retries"])
    assert asked("distinct") == []
    assert asked("from_a_later_release") == []
