import re
from typing import ClassVar, Literal

from pydantic import Field

from runtime.context import Context, StoredFile, WriteOptions
from runtime.fields import ExportEntry, FileName, MapEntry, Source, separator_usable
from runtime.made_files import FILE_INFO, check_places, file_item, has_places, named
from runtime.model import Model
from runtime.problems import Problem, Problems
from runtime.schema import format_path
from runtime.step_type import Group, Nature, StepType


class ExportToFile(StepType):
    """Writes its source's items to a stored file, streamed, and hands on that file's info as one item.

    An empty mapping writes all fields under their own names. A text that begins like a formula stays a text.
    """

    group: ClassVar[Group] = Group.OUTPUT
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "download"
    repeatable: ClassVar[bool] = True

    source: Source = None
    file_type: Literal["csv", "xlsx", "json", "ndjson", "parquet"] = "csv"
    file_name: FileName = "export"
    separator: str = Field(default=";", min_length=1, max_length=1)
    sheet: str = "Sheet1"
    mapping: list[ExportEntry] = Field(default_factory=list)
    leave_out_empty: bool = False
    size_limit: float | None = Field(default=None, gt=0)

    def looks_ahead(self) -> bool:
        return has_places(self.file_name)

    def problems(self) -> list[Problem]:
        found = []
        if not separator_usable(self.separator):
            found.append(Problem(code="separator_unusable", setting="separator"))
        if self.file_type == "xlsx" and not _sheet_allowed(self.sheet):
            found.append(Problem(code="sheet_name", setting="sheet", parameters={"sheet": self.sheet}))
        columns = [entry.column for entry in self.mapping]
        for at, column in enumerate(columns):
            if column in columns[:at]:
                shown = {"column": column}
                found.append(Problem(code="export_column_twice", setting=f"mapping[{at}].column", parameters=shown))
        return found

    def run(self, ctx: Context, *models: Model) -> Model:
        made = ctx.tables.write(self._columns(ctx, models[0]), self._name(models[0]), self._options())
        return ctx.tables.of([file_item(made)], FILE_INFO)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        shaped, name = self._columns(ctx, models[0]), self._name(models[0])
        ctx.would("would_export", name=name, file_type=self.file_type, count=shaped.count())
        return ctx.tables.of([file_item(StoredFile(id="", name=name, extension=self.file_type))], FILE_INFO)

    def _options(self) -> WriteOptions:
        limit = None if self.size_limit is None else int(self.size_limit * 1_000_000)
        return WriteOptions(file_type=self.file_type, separator=self.separator, sheet=self.sheet, size_limit=limit,
                            leave_out_empty=self.leave_out_empty)  # fmt: skip

    def _columns(self, ctx: Context, model: Model) -> Model:
        """The fields under their headings; a problem names the line of the mapping."""
        if not self.mapping:
            return model
        lines = [MapEntry(to=format_path((entry.column,)), from_=entry.field) for entry in self.mapping]
        try:
            return model.select(lines, False, ctx.faults)
        except Problems as wrong:
            raise Problems(*map(_on_our_line, wrong.problems)) from wrong

    def _name(self, model: Model) -> str:
        """The file name with its places filled from the first item."""
        check_places(self.file_name, model)
        first = next(iter(model.head(1).items()), {}) if has_places(self.file_name) else {}
        return named(self.file_name, first, self.file_type)


def _on_our_line(found: Problem) -> Problem:
    setting = (found.setting or "").replace("].from", "].field").replace("].to", "].column")
    return found.model_copy(update={"setting": setting})


def _sheet_allowed(name: str) -> bool:
    """Excel's rules."""
    plain = 0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name)
    return plain and not name.startswith("'") and not name.endswith("'") and name.lower() != "history"
