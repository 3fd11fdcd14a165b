"""The flow being edited: what the board, the forms and the sheets share. No interface in here."""

from secrets import choice
from typing import Any

from editor.designer import edits
from editor.designer.held import Change, Held
from editor.designer.history import Edit
from editor.designer.wiring import Step, before, nearest, phase_of, readers, step_of, steps
from runtime.problems import Problem
from runtime.schema import Schema

__all__ = ["Change", "Draft"]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Draft(Held):
    """One person's hold on a flow's draft. Edits of unknown ids raise KeyError and change nothing."""

    def step(self, step_id: str) -> Step:
        return step_of(self.document, step_id)

    def has(self, step_id: str) -> bool:
        return any(step["id"] == step_id for step in steps(self.document))

    def sources(self, step_id: str, setting: str = "source") -> list[tuple[str, str]]:
        """The steps that this setting may name: all earlier ones in reading order, as (id, name)."""
        return [(step["id"], step.get("name", "")) for step in before(self.document, step_id)]

    def schema_of(self, step_id: str) -> Schema | None:
        """The fields that the step hands on; None where they are open or not known yet."""
        return self.checked.schemas.get(step_id)

    def source_schema(self, step_id: str, setting: str = "source") -> Schema | None:
        """The fields that the step gets from the source that `setting` names; None where open."""
        source = self.step(step_id).get("settings", {}).get(setting)
        source = source or self.checked.sources.get(step_id, {}).get(setting)
        return self.schema_of(source) if source else None

    def nearest_source(self, step_id: str) -> str | None:
        """The last step before this one that is switched on: what mends a source that cannot be read."""
        return nearest(before(self.document, step_id))

    def problems_of(self, step_id: str) -> list[Problem]:
        return [problem for problem in self.checked.problems if problem.step == step_id]

    def add_phase(self, name: str = "", at: int | None = None) -> str:
        phase_id = _new_id("phase")
        self._edit(edits.add_phase(self.document, phase_id, name, at), Edit("add_phase"))
        return phase_id

    def rename_phase(self, phase_id: str, name: str) -> None:
        self._edit(edits.rename_phase(self.document, phase_id, name), Edit("rename_phase", {"name": name}))

    def delete_phase(self, phase_id: str, reconnect: bool = True) -> None:
        """The phase with all its steps; their readers elsewhere read on from what those had read."""
        new = edits.delete_phase(self.document, phase_id)
        gone = {step["id"] for step in steps(self.document)} - {step["id"] for step in steps(new)}
        new = edits.connect_readers(self.document, new, gone) if reconnect else new
        self._edit(new, Edit("delete_phase", {"name": phase_of(self.document, phase_id).get("name", "")}))

    def move_phase(self, phase_id: str, at: int) -> None:
        self._edit(edits.move_phase(self.document, phase_id, at), Edit("move_phase"))

    def add_step(self, phase_id: str, step_type: str, at: int | None = None) -> str:
        step_id = _new_id(step_type)
        step: Step = {"id": step_id, "type": step_type, "name": "", "settings": {}}
        self._edit(edits.add_step(self.document, phase_id, step, at), Edit("add_step", {}, (step_id,)))
        return step_id

    def delete_step(self, step_id: str, reconnect: bool = True) -> None:
        new = edits.delete_step(self.document, step_id)
        new = edits.connect_readers(self.document, new, {step_id}) if reconnect else new
        self._edit(new, Edit("delete_step", {"name": self.step(step_id).get("name", "")}, (step_id,)))

    def connect(self, readers_of: str, source: str) -> None:
        """Every step that reads `readers_of` reads `source` instead."""
        new = self.document
        for step, setting in readers(self.document, readers_of):
            new = edits.set_settings(new, step["id"], {setting: source})
        self._edit(new, Edit("connect", {}, (source,)))

    def move_step(self, step_id: str, phase_id: str, at: int | None = None) -> None:
        self._edit(edits.move_step(self.document, step_id, phase_id, at), Edit("move_step", {}, (step_id,)))

    def rename_step(self, step_id: str, name: str) -> None:
        self._set(step_id, "rename_step", name=name)

    def set_note(self, step_id: str, note: str) -> None:
        self._set(step_id, "set_note", note=note)

    def set_enabled(self, step_id: str, enabled: bool) -> None:
        self._set(step_id, "enable" if enabled else "disable", enabled=enabled)

    def set_sample(self, step_id: str, file_id: str | None) -> None:
        """The file that previews read; it stays with the draft and never goes into a version."""
        self._set(step_id, "set_sample", sample={"file": file_id} if file_id else None)

    def set_setting(self, step_id: str, name: str, value: Any) -> None:
        new = edits.set_settings(self.document, step_id, {name: value})
        self._edit(new, Edit("set_setting", {}, (step_id,), f"{step_id}.{name}"))

    def remove_setting(self, step_id: str, name: str) -> None:
        """Without the setting: its default, or the end of one that its type does not know."""
        kept = {known: value for known, value in self.step(step_id).get("settings", {}).items() if known != name}
        self._edit(edits.set_step(self.document, step_id, settings=kept), Edit("set_setting", {}, (step_id,)))

    def set_advanced(self, step_id: str, name: str, value: Any) -> None:
        new = edits.set_advanced(self.document, step_id, {name: value})
        self._edit(new, Edit("set_setting", {}, (step_id,), f"{step_id}.advanced.{name}"))

    def set_inputs(self, inputs: list[dict[str, Any]]) -> None:
        self._edit(edits.put(self.document, inputs=inputs), Edit("set_inputs", place="inputs"))

    def rename_flow(self, name: str) -> None:
        self._edit(edits.put(self.document, name=name), Edit("rename_flow", place="name"))

    def describe_flow(self, description: str) -> None:
        self._edit(edits.put(self.document, description=description), Edit("describe_flow", place="description"))

    def _set(self, step_id: str, code: str, **values: Any) -> None:
        new = edits.set_step(self.document, step_id, **values)
        place = f"{step_id}.{code}" if code in {"rename_step", "set_note"} else ""
        self._edit(new, Edit(code, {"name": self.step(step_id).get("name", "")}, (step_id,), place))


def _new_id(kind: str) -> str:
    """An id that no earlier step had, so that a reader of a deleted step never reads another one by accident."""
    return f"{kind}-{''.join(choice(_LETTERS) for _ in range(5))}"
