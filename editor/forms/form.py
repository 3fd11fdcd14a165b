"""The form of one step, drawn from its type: it reads the draft, writes to it, and never breaks on what it finds."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from editor.forms.drawing import Form
from editor.forms.kinds import asked_of
from editor.forms.labels import Words
from editor.forms.shown import is_shown
from runtime.problems import Problem
from runtime.schema import Schema
from runtime.steps import CATALOG

if TYPE_CHECKING:
    from editor.designer.draft import Draft
    from editor.visitor import Visitor
    from runtime.installation import Installation


class SettingsForm(Form):
    """The settings of one step of a draft. Edits go to `draft.set_setting`, problems are the draft's."""

    elsewhere = frozenset(("advanced",))

    def __init__(self, visitor: "Visitor", installation: "Installation", draft: "Draft", step_id: str) -> None:
        self.draft, self.step_id = draft, step_id
        self.step_type: str = draft.step(step_id).get("type", "")
        kind = CATALOG.get(self.step_type)
        asked = asked_of(kind) if kind else None
        super().__init__(visitor, installation, Words(self.step_type, visitor.language), asked)

    def stored(self) -> dict[str, Any]:
        found = self.draft.step(self.step_id).get("settings")
        return found if isinstance(found, dict) else {}

    def write(self, name: str, value: Any) -> None:
        self.draft.set_setting(self.step_id, name, value)

    def remove(self, name: str) -> None:
        self.draft.remove_setting(self.step_id, name)

    @property
    def checked(self) -> object:
        return self.draft.checked

    def found(self) -> Sequence[Problem]:
        return self.draft.problems_of(self.step_id)

    def shows(self, name: str, settings: Mapping[str, Any]) -> bool:
        return is_shown(self.step_type, name, settings)

    def schema(self, source: str) -> Schema | None:
        return self.draft.source_schema(self.step_id, source)

    def refresh(self) -> None:
        """Nothing, once the step became another one: its form is about to be drawn anew."""
        if self.draft.step(self.step_id).get("type", "") == self.step_type:
            super().refresh()
