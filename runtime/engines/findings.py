"""What a verb finds wrong with its settings, collected so that all of it is told at once."""

from collections.abc import Mapping
from typing import Any

from runtime.engines.columns import NOTHING, Column, Fields, find
from runtime.problems import Problem, Problems
from runtime.schema import Schema, nearest, parse_path


class Findings:
    """Problems of one verb. Look-ups always answer, so that the verb can go on and find what else is wrong."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def problem(self, code: str, setting: str, **parameters: Any) -> None:
        self.found.append(Problem(code=code, setting=setting, parameters=parameters))

    def settle(self) -> None:
        """Raise all that was found, if anything was."""
        if self.found:
            raise Problems(*self.found)

    def segments(self, path: str, setting: str) -> tuple[str, ...]:
        """The path's segments; empty for text that is no path."""
        try:
            return parse_path(path)
        except ValueError:
            self.problem("path_unreadable", setting, path=path)
            return ()

    def target(self, path: str, setting: str) -> tuple[str, ...]:
        """The segments of a field to be written: no arrays on the way."""
        segments = self.segments(path, setting)
        if "[]" in segments:
            self.problem("target_in_array", setting, path=path)
            return ()
        return segments

    def column(self, schema: Schema, is_open: bool, path: str, setting: str) -> Column:
        """The column at `path`; a column of nulls where it is missing, with a problem unless the model is open."""
        return self.among(Fields(schema), is_open, path, setting)

    def among(self, fields: Mapping[str, Column], is_open: bool, path: str, setting: str) -> Column:
        """The same among fields that stand elsewhere than in a model's own columns."""
        segments = self.segments(path, setting)
        if not segments:
            return NOTHING
        column = find(fields, segments)
        if column is None and not is_open:
            near = nearest({name: field.type for name, field in fields.items()}, path)
            if near:
                self.problem("field_missing_near", setting, field=path, nearest=near)
            else:
                self.problem("field_missing", setting, field=path)
        return column or NOTHING
