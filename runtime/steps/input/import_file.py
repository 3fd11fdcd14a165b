from typing import ClassVar, Literal

from pydantic import Field

from runtime.context import Context, ReadOptions
from runtime.fields import ColumnEntry, FileChoice, Source, separator_usable
from runtime.model import Item, Model
from runtime.problems import Problem, problem
from runtime.schema import FieldType, Kind, Schema, parse_path
from runtime.step_type import Group, Nature, StepType

_PLAIN = frozenset(Kind) - {Kind.DATETIME, Kind.ARRAY, Kind.OBJECT, Kind.ANY}


class ImportFile(StepType):
    """One item per row of a file, streamed; a bad value stops the run or its row goes to a rejects file.

    An empty mapping takes all columns under their own names, with types detected over the whole file.
    """

    group: ClassVar[Group] = Group.INPUT
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "upload_file"

    source: Source = None
    file: FileChoice = Field(default_factory=FileChoice)
    file_type: Literal["csv", "xlsx", "json", "ndjson", "parquet"] = "csv"
    separator: str = Field(default=";", min_length=1, max_length=1)
    header: bool = True
    skip_lines: int = Field(default=0, ge=0)
    encoding: Literal["utf-8", "utf-8-bom", "latin-1", "cp1252", "utf-16"] = "utf-8"
    decimal: Literal[".", ","] = "."
    missing: list[str] = Field(default_factory=lambda: [""])
    sheet: str | None = None
    items_path: str | None = None
    bad_rows: Literal["stop", "collect"] = "stop"
    mapping: list[ColumnEntry] = Field(default_factory=list)

    def problems(self) -> list[Problem]:
        return [*self._unchosen(), *self._unreadable(), *self._targets()]

    def declared(self) -> Schema | None:
        """Known before the file where every line of the mapping has a type that says all."""
        if not self.mapping or any(entry.type not in _PLAIN for entry in self.mapping):
            return None
        schema: Schema = {}
        for entry in self.mapping:
            branch, (*parents, last) = schema, parse_path(entry.field)
            for name in parents:
                branch = branch.setdefault(name, FieldType(Kind.OBJECT, {})).fields
            branch[last] = FieldType(entry.type or Kind.STRING)
        return schema

    def run(self, ctx: Context, *models: Model) -> Model:
        options = ReadOptions.model_validate(self.model_dump(include=set(ReadOptions.model_fields)))
        if self.file.from_ != "field" or not models:
            return ctx.tables.read(self.file, options, ctx.faults)
        files = [FileChoice(from_="stored", id=one) for one in self._ids(models[0])]
        found = [ctx.tables.read(file, options, ctx.faults) for file in files]
        return found[0] if len(found) == 1 else ctx.tables.of([item for model in found for item in model.items()])

    def _ids(self, source: Model) -> list[str]:
        """The file ids that the source's items name, in order."""
        ids = [_at(item, parse_path(self.file.path or "")) for item in source.items()]
        for index, one in enumerate(ids):
            if one is not None and not isinstance(one, str):
                raise problem("file_id_expected", "file.path", path=self.file.path, value=one, index=index)
        return [one for one in ids if isinstance(one, str) and one]

    def _unchosen(self) -> list[Problem]:
        wanted = {"input": "name", "stored": "id", "field": "path"}[self.file.from_]
        if getattr(self.file, wanted):
            return []
        return [Problem(code="file_not_chosen", setting=f"file.{wanted}")]

    def _unreadable(self) -> list[Problem]:
        """A separator that no file can have, and a path of items that is none."""
        found = []
        if not separator_usable(self.separator):
            found.append(Problem(code="separator_unusable", setting="separator"))
        if self.items_path:
            try:
                parse_path(self.items_path)
            except ValueError:
                wrong = {"path": self.items_path}
                found.append(Problem(code="path_unreadable", setting="items_path", parameters=wrong))
        return found

    def _targets(self) -> list[Problem]:
        """A field that two lines fill, or a name that is no path."""
        found, seen = [], set[tuple[str, ...]]()
        for at, entry in enumerate(self.mapping):
            setting = f"mapping[{at}].field"
            try:
                path = parse_path(entry.field)
            except ValueError:
                found.append(Problem(code="path_unreadable", setting=setting, parameters={"path": entry.field}))
                continue
            if any(path[: len(other)] == other or other[: len(path)] == path for other in seen):
                found.append(Problem(code="target_twice", setting=setting, parameters={"field": entry.field}))
            seen.add(path)
        return found


def _at(item: Item, path: tuple[str, ...]) -> object:
    here: object = item
    for segment in path:
        here = here.get(segment) if isinstance(here, dict) else None
    return here
