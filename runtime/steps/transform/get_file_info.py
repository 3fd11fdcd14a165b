from typing import ClassVar

from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.made_files import FILE_INFO, file_item
from runtime.model import Model
from runtime.picked import Picked
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType


class GetFileInfo(StepType):
    """Puts what is known of a stored file beside each item: name, type, size, content hash, times, people.

    An empty id gives an empty info. Every distinct id is asked for once, all of them together.
    """

    group: ClassVar[Group] = Group.TRANSFORM
    nature: ClassVar[Nature] = Nature.READ
    icon: ClassVar[str] = "info"
    per_item: ClassVar[bool] = True

    source: Source = None
    id_field: FieldPath
    into: NewField = "file"

    def run(self, ctx: Context, *models: Model) -> Model:
        picked = Picked.of(models[0], {"id_field": self.id_field})
        ids = [None if row["id_field"] is None else str(row["id_field"]) for row in picked.rows()]
        wanted = list(dict.fromkeys(one for one in ids if one is not None))
        infos = dict(zip(wanted, ctx.tables.infos(wanted), strict=True))
        unknown = [index for index, one in enumerate(ids) if one is not None and infos[one] is None]
        if unknown:
            first = unknown[0]
            ctx.faults.bad(first, "file_unknown", picked.item(first), setting="id_field", count=len(unknown),
                           id=ids[first])  # fmt: skip
        values = [file_item(info) if one is not None and (info := infos[one]) else None for one in ids]
        left_out = set(unknown) if ctx.faults.policy == "skip_item" else set()
        kept = [index not in left_out for index in range(len(ids))]
        return models[0].beside(values, self.into, FieldType(Kind.OBJECT, FILE_INFO), kept)
