"""The libraries of the extra `documents`, by what they make."""

from importlib.util import find_spec

NEEDED = {"docx": ("docxtpl",), "xlsx": ("openpyxl",), "pdf": ("xhtml2pdf", "pypdfium2")}


def lacking(target: str) -> str | None:
    """The first library that such documents need and that is not installed."""
    return next((name for name in NEEDED.get(target, ()) if find_spec(name) is None), None)
