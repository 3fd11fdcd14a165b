"""A cell of the table of entries: a text, maybe a link; None where there is no value."""

from typing import Any

from editor.data.entries.shown import words_of
from editor.data.entries.window import Window
from editor.visitor import Visitor
from storage.component import ComponentField
from storage.entries import Entry

Cell = dict[str, Any]
"""`text`, `href`; `file` is downloaded, `out` opens beside our page, `gone` says that nothing is there any more."""
_LINKS = ("http:", "https:", "mailto:", "ftp:", "tel:")
"""Addresses that are safe to open by a click."""


def cell(visitor: Visitor, window: Window, field: ComponentField, row: Entry) -> Cell | None:
    value = row.get(field.name)
    if value is None or value == "":
        return None
    if field.type == "catalog":
        return _reference(visitor, window, field, value)
    if field.type == "file":
        return _file(visitor, window, str(value))
    told: Cell = {"text": words_of(visitor, field.type, value)}
    if field.type == "uri" and str(value).lower().startswith(_LINKS):
        told |= {"href": value, "out": 1}
    return told


def _reference(visitor: Visitor, window: Window, field: ComponentField, value: Any) -> Cell:
    name = window.names.get(field.name, {}).get(value)
    if name is None:
        return {"text": visitor.say("data.reference_gone", id=value), "gone": 1}
    return {"text": name, "href": f"/data/{field.catalog}?entry={value}"}


def _file(visitor: Visitor, window: Window, id: str) -> Cell:
    info = window.files.get(id)
    if info is None:
        return {"text": visitor.say("data.file_gone"), "gone": 1}
    return {"text": info.name, "href": f"/files/{info.id}/content", "file": 1}
