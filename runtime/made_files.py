"""Files that steps make: their names with fields in them, and what goes on of them in the model."""

import re
from typing import Any

from runtime.context import StoredFile
from runtime.model import Item, Model
from runtime.problems import problem
from runtime.schema import FieldType, Kind, Schema, lookup, nearest, parse_path

FILE_INFO: Schema = {name: FieldType(Kind.STRING) for name in ("id", "name", "extension", "mediaType")} | {
    "size": FieldType(Kind.INTEGER),
    "sha256": FieldType(Kind.STRING),
    "createdDate": FieldType(Kind.DATETIME, zoned=True),
    "updateDate": FieldType(Kind.DATETIME, zoned=True),
    "creatorSubject": FieldType(Kind.STRING),
    "updateSubject": FieldType(Kind.STRING),
}
"""The fields of a file's item."""
_PLACE = re.compile(r"\{([^{}]+)\}")


def file_item(file: StoredFile) -> Item:
    """A stored file as an item of a model."""
    moment = file.created.isoformat().replace("+00:00", "Z") if file.created else None
    return {
        "id": file.id, "name": file.name, "extension": file.extension, "mediaType": file.media_type,
        "size": file.size, "sha256": file.sha256, "createdDate": moment, "updateDate": moment,
        "creatorSubject": file.creator, "updateSubject": file.creator,
    }  # fmt: skip


def has_places(name: str) -> bool:
    """Whether fields of an item stand in a file name: `orders-{month}`."""
    return bool(_PLACE.search(name))


def check_places(name: str, model: Model) -> None:
    """`Problems` where a file name asks for a field that the model does not have."""
    for place in _PLACE.findall(name):
        if not model.open and lookup(model.schema, place) is None:
            near = nearest(model.schema, place) or next(iter(model.schema), "")
            raise problem("file_name_field", "file_name", field=place, nearest=near)


def named(name: str, item: Item, ending: str) -> str:
    """The name with its places filled from `item`, and the ending of its type."""
    filled = _PLACE.sub(lambda place: _filled(item, place[1]), name)
    return filled if filled.lower().endswith(f".{ending}") else f"{filled}.{ending}"


def _filled(item: Item, path: str) -> str:
    here: Any = item
    for segment in parse_path(path):
        here = here.get(segment) if isinstance(here, dict) else None
    return "" if here is None else re.sub(r"[/\\]", "-", str(here))
